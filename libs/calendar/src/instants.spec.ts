import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addHours, justBefore, earliestOf, instantOf, instantOfEpochMs, laterOf, parseInstant } from './instants.js';

describe('of several instants', () => {
  const [one, other] = ['2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00.000Z'] as const;

  it('the later is taken, whichever is named first', () => {
    expect([laterOf(one, other), laterOf(other, one), laterOf(one, one)]).toEqual([other, other, one]);
  });

  it('the earliest is taken of those that there are', () => {
    expect(earliestOf(null, other, undefined, one)).toBe(one);
    expect(earliestOf(null, undefined)).toBeNull();
  });
});

describe('parseInstant', () => {
  it.each([
    ['2006-07-07T23:30:00Z', '2006-07-07T23:30:00.000Z'],
    ['2006-07-08T00:30:00+01:00', '2006-07-07T23:30:00.000Z'],
    ['2006-07-07T18:30:00.5-05:00', '2006-07-07T23:30:00.500Z'],
    ['2006-07-07t23:30:00z', '2006-07-07T23:30:00.000Z'],
    ['2006-07-08T05:15:00+05:45', '2006-07-07T23:30:00.000Z'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00.000Z'],
    ['2026-11-27T23:59:59.999999999Z', '2026-11-27T23:59:59.999Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    ['a day that does not exist', '2026-02-30T10:00:00Z'],
    ['29 February of a common year', '2026-02-29T10:00:00Z'],
    ['no offset', '2026-02-03T10:00:00'],
    ['no seconds', '2026-02-03T10:00Z'],
    ['no time', '2026-02-03'],
    ['hour 24', '2026-02-03T24:00:00Z'],
    ['minute 60', '2026-02-03T10:60:00Z'],
    ['second 60', '2016-12-31T23:59:60Z'],
    ['an offset of 24 hours', '2026-02-03T10:00:00+24:00'],
    ['an offset of 60 minutes', '2026-02-03T10:00:00+01:60'],
    ['an offset without its colon', '2026-02-03T10:00:00+0100'],
    ['a space for the T', '2026-02-03 10:00:00Z'],
    ['a line end', '2026-02-03T10:00:00Z\n'],
    ['a zone in brackets', '2026-02-03T10:00:00+00:00[Europe/London]'],
    ['a fraction without digits', '2026-02-03T10:00:00.Z'],
    ['a year that overflows in UTC', '9999-12-31T23:59:59-00:01'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads back what any offset wrote', () => {
    const ms = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9998, 0, 1) });
    const offset = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 });
    fc.assert(
      fc.property(ms, offset, (at, minutes) => parseInstant(writtenWithOffset(at, minutes)) === instantOfEpochMs(at)),
    );
  });
});

describe('an instant', () => {
  it('sorts as text', () => {
    const ms = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9998, 0, 1) });
    fc.assert(fc.property(ms, ms, (a, b) => a < b === instantOfEpochMs(a) < instantOfEpochMs(b)));
  });

  it('is refused outside the years that sort as text', () => {
    expect(instantOf(new Date('9999-12-31T23:59:59.999Z'))).toBe('9999-12-31T23:59:59.999Z');
    expect(() => instantOf(new Date(Date.UTC(10000, 0, 1)))).toThrow(RangeError);
    expect(() => instantOf(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('addHours', () => {
  it('counts elapsed hours over the clock changes', () => {
    expect(addHours('2026-03-28T12:00:00.000Z', 24)).toBe('2026-03-29T12:00:00.000Z');
    expect(addHours('2026-10-24T12:00:00.000Z', 24)).toBe('2026-10-25T12:00:00.000Z');
  });

  it('counts parts of an hour and backwards', () => {
    expect(addHours('2026-01-01T00:00:00.000Z', 0.25)).toBe('2026-01-01T00:15:00.000Z');
    expect(addHours('2026-01-01T00:00:00.000Z', -6)).toBe('2025-12-31T18:00:00.000Z');
  });

  it('refuses a text that is no instant', () => {
    expect(() => addHours('soon', 1)).toThrow("'soon' is not an instant");
  });
});

describe('justBefore', () => {
  it('is a millisecond earlier, of the day before at midnight', () => {
    expect(justBefore('2026-03-01T00:00:00.000Z')).toBe('2026-02-28T23:59:59.999Z');
  });
});

function writtenWithOffset(at: number, minutes: number): string {
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
  const part = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`;
}
