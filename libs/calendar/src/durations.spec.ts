import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths, dateOfDayNumber, dayNumber, daysBetween } from './dates.js';
import { parseDuration, periodEnd } from './durations.js';

const MONTHLY = { unit: 'months', count: 1 } as const;

describe('parseDuration', () => {
  it.each([
    ['P10D', { unit: 'days', count: 10 }],
    ['P0D', { unit: 'days', count: 0 }],
    ['P2W', { unit: 'days', count: 14 }],
    ['P4W', { unit: 'days', count: 28 }],
    ['P1M', MONTHLY],
    ['PT24H', { unit: 'hours', count: 24 }],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1',
    'P1Y',
    'P1M10D',
    'P1DT1H',
    'PT1M',
    'P-1D',
    'P1.5D',
    'P01D',
    'P0M',
    'P0W',
    'PT0H',
    'p1d',
    'P10000D',
    ' P1D',
    'P1D\n',
    'agreed',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('periodEnd', () => {
  it('counts months from the anchor and never from the last end', () => {
    const ends = [0, 1, 2, 3, 13].map((n) => periodEnd('2026-01-31', MONTHLY, n));
    expect(ends).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2027-02-28']);
  });

  it('never chains: the n-th end is n months from the anchor, and ends stay in order', () => {
    const anchor = fc.integer({ min: dayNumber('1995-01-01'), max: dayNumber('2100-12-31') }).map(dateOfDayNumber);
    fc.assert(
      fc.property(anchor, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 240 }), (date, count, n) => {
        const end = periodEnd(date, { unit: 'months', count }, n);
        expect(end).toBe(addMonths(date, count * n));
        expect(end < periodEnd(date, { unit: 'months', count }, n + 1)).toBe(true);
      }),
    );
  });

  it('lets four weeks drift against months: thirteen periods are 364 days', () => {
    const end = periodEnd('2026-01-01', { unit: 'days', count: 28 }, 13);
    expect(daysBetween('2026-01-01', end)).toBe(364);
  });

  it('has no series of hours', () => {
    expect(() => periodEnd('2026-01-31', { unit: 'hours', count: 24 }, 1)).toThrow(RangeError);
  });
});
