import { describe, expect, it } from '@jest/globals';
import { comparisonOf } from './comparison.measures.js';
import { funnelOf } from './funnel.measures.js';
import { monthSeriesOf, requireMonths } from './month-series.measures.js';

const counts = (met: number, missed: number) => ({ met, metLate: 0, missed, excused: 0 });

describe('a rate by month', () => {
  it('has each month of the period once, over the turn of a year', () => {
    expect(requireMonths('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(requireMonths('2026-02-01', '2026-02-28')).toEqual(['2026-02']);
    expect(requireMonths('2006-01-01', '2025-12-31')).toHaveLength(240);
    expect(() => requireMonths('2006-01-01', '2026-01-01')).toThrow('too-many-months');
  });

  it('passes over a month in which none fell due, which is no 0 %', () => {
    const months = requireMonths('2026-01-01', '2026-07-31');
    const counted = new Map(months.filter((month) => month !== '2026-03').map((month) => [month, counts(8, 2)]));
    const { points, limits, verdict } = monthSeriesOf(counted, months);
    expect(points[2]).toEqual({ month: '2026-03', met: 0, rated: 0, rate: null, display: 'none due', signal: null });
    expect(limits).toEqual({ centre: 0.8, lower: 0.8, upper: 0.8 });
    expect(verdict).toBe('No month is more than chance.');
  });

  it('says of five months that nothing can be said', () => {
    const months = requireMonths('2026-01-01', '2026-05-31');
    const { limits, verdict, points } = monthSeriesOf(new Map(months.map((month) => [month, counts(1, 9)])), months);
    expect(limits).toBeNull();
    expect(verdict).toMatch(/Fewer than six months/);
    expect(points.every(({ signal }) => signal === null)).toBe(true);
  });

  it('tells a month that is more than chance from those that are not', () => {
    const months = requireMonths('2025-01-01', '2025-12-31');
    const met = [80, 90, 70, 85, 75, 88, 72, 84, 76, 86, 74, 20];
    const counted = new Map(months.map((month, index) => [month, counts(met[index]!, 100 - met[index]!)]));
    const { points, verdict } = monthSeriesOf(counted, months);
    expect(points.at(-1)!.signal).toBe('outside-limits');
    expect(verdict).toMatch(/^1 of 12 months/);
  });
});

describe('groups in a funnel', () => {
  const others = Array.from({ length: 20 }, (_, index) => ({ name: `team-${index}`, ...counts(160, 40) }));

  it('gives a small group the room that chance has there, and a large one less', () => {
    const groups = [...others, { name: 'small', ...counts(6, 4) }, { name: 'large', ...counts(240, 160) }];
    const places = new Map(funnelOf(groups).points.map(({ group, place }) => [group, place]));
    expect(places.get('small')).toBe('no-more-than-chance');
    expect(places.get('large')).toBe('low');
  });

  it('says perhaps between the limits of 95 and of 99.8 in 100', () => {
    const groups = [...others, ...others, { name: 'odd', ...counts(36, 18) }, { name: 'good', ...counts(50, 4) }];
    const places = new Map(funnelOf(groups).points.map(({ group, place }) => [group, place]));
    expect([places.get('odd'), places.get('good')]).toEqual(['perhaps-low', 'perhaps-high']);
  });

  it('has no point for a group of which none fell due, and no rate where none fell due at all', () => {
    const nothing = { name: null, ...counts(0, 0) };
    expect(funnelOf([nothing, ...others]).points).toHaveLength(20);
    expect(funnelOf([nothing])).toEqual({ rate: null, display: 'none due', points: [] });
  });
});

describe('two groups side by side', () => {
  it('says what is more than chance, and which way', () => {
    expect(comparisonOf(counts(56, 14), counts(48, 32))).toMatchObject({
      difference: 0.2,
      interval: [0.0524, 0.3339],
      verdict: 'The first is 20.0 points above the second, which is more than chance: between 5.2 and 33.4.',
    });
    expect(comparisonOf(counts(48, 32), counts(56, 14)).verdict).toBe(
      'The first is 20.0 points below the second, which is more than chance: between 5.2 and 33.4.',
    );
  });

  it('says what chance leaves open', () => {
    expect(comparisonOf(counts(8, 2), counts(70, 30)).verdict).toMatch(/^No difference beyond chance is shown/);
  });

  it('compares nothing with what never fell due', () => {
    expect(comparisonOf(counts(0, 0), counts(7, 3))).toMatchObject({ difference: null, interval: null });
  });
});
