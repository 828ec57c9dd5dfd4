import { describe, expect, it } from '@jest/globals';
import { keptFrom, keptUntil } from './retention.rules.js';

const zone = 'Europe/London';

describe('what is kept for a period', () => {
  it('is kept until the corresponding date has ended, in the force’s zone', () => {
    expect(keptUntil('2020-11-20T12:00:00.000Z', 'P72M', zone)).toBe('2026-11-20');
    expect(keptUntil('2020-07-07T23:30:00.000Z', 'P24M', zone)).toBe('2022-07-08');
    expect(keptUntil('2020-02-29T12:00:00.000Z', 'P72M', zone)).toBe('2026-02-28');
    expect(keptUntil('2026-08-01T12:00:00.000Z', 'P90D', zone)).toBe('2026-10-30');
  });

  it.each([
    ['P72M', '2020-11-20T12:00:00.000Z', '2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00.000Z'],
    ['P24M', '2020-07-07T23:30:00.000Z', '2022-07-08T22:59:59.999Z', '2022-07-08T23:00:00.000Z'],
    ['P72M', '2020-02-29T12:00:00.000Z', '2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z'],
    ['P1M', '2026-02-28T12:00:00.000Z', '2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00.000Z'],
    ['P90D', '2026-08-01T12:00:00.000Z', '2026-10-30T23:59:59.999Z', '2026-10-31T00:00:00.000Z'],
  ])('of %s that began at %s is so until %s and no longer at %s', (period, begun, before, after) => {
    expect(keptFrom(period, before, zone) <= begun).toBe(true);
    expect(keptFrom(period, after, zone) > begun).toBe(true);
  });

  it('says by either way the same, whichever day it is', () => {
    const day = 86_400_000;
    for (const period of ['P1M', 'P6M', 'P72M', 'P90D'])
      for (let at = Date.parse('2023-12-25T12:00:00Z'); at < Date.parse('2024-04-05T00:00:00Z'); at += day) {
        const now = new Date(at).toISOString();
        const from = Date.parse(keptFrom(period, now, zone));
        const [last, first] = [from - 1, from].map((begun) => keptUntil(new Date(begun).toISOString(), period, zone));
        expect([period, now, last! < now.slice(0, 10), first! >= now.slice(0, 10)]).toEqual([period, now, true, true]);
      }
  });
});
