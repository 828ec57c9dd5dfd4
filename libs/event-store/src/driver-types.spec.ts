import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { driverTypes, instantFrom } from './driver-types.js';

/** How PostgreSQL writes an instant in UTC: the digits of its microseconds without the noughts at their end. */
function written(at: Date, microseconds: number): string {
  const [date, time] = at.toISOString().slice(0, -1).split('T');
  const fraction = `${time!.slice(9)}${String(microseconds).padStart(3, '0')}`.replace(/0+$/, '');
  return `${date} ${time!.slice(0, 8)}${fraction && `.${fraction}`}+00`;
}

describe('an instant out of the driver', () => {
  it('is what Date makes of it, before 1970 too', () => {
    const instants = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 999 }), (at, microseconds) => {
        expect(instantFrom(written(at, microseconds))).toBe(at.toISOString());
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2026-11-28 09:30:00+00', '2026-11-28T09:30:00.000Z'],
    ['2026-11-28 09:30:00.1+00', '2026-11-28T09:30:00.100Z'],
    ['2026-11-28 09:30:00.000999+00', '2026-11-28T09:30:00.000Z'],
    ['1969-12-31 23:59:59.999999+00', '1969-12-31T23:59:59.999Z'],
    ['10000-01-01 00:00:00.5+00', '+010000-01-01T00:00:00.500Z'],
    ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ])('written %s is %s', (text, instant) => {
    expect(instantFrom(text)).toBe(instant);
  });

  it('sorts without an end after all others, and without a beginning before them', () => {
    const sorted = ['-infinity', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 'infinity'];
    expect(sorted.toReversed().sort()).toEqual(sorted);
  });

  it('leaves other types to the driver', () => {
    const { int4, jsonb } = { int4: 23, jsonb: 3802 };
    for (const type of [int4, jsonb]) expect(driverTypes.getTypeParser(type)).toBe(pg.types.getTypeParser(type));
  });
});
