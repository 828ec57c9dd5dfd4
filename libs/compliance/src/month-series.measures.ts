import { refuse } from '@kept-informed/decisions';
import { nearest, processBehaviour, type Signal } from '@kept-informed/statistics';
import { ratedIn, rateOf, type RatedCounts, type RateView } from './rate.measures.js';

/** A rate of one month, and whether it is more than chance. */
export interface MonthPoint extends RateView {
  /** `2026-10`. */
  readonly month: string;
  readonly signal: Signal | null;
}

/** A rate by month beside its natural limits. Parts of 1 to four places. */
export interface MonthSeries {
  readonly points: readonly MonthPoint[];
  /** Null, and no signal: of fewer than six months with a rate nothing can be said. */
  readonly limits: { readonly centre: number; readonly lower: number; readonly upper: number } | null;
  readonly verdict: string;
}

/**
 * A rate by month, each month of the period once, and by an XmR chart whether any month is more than chance. A month in which
 * none fell due is a gap, which the limits pass over.
 */
export function monthSeriesOf(counted: ReadonlyMap<string, RatedCounts>, months: readonly string[]): MonthSeries {
  const found = months.map((month) => {
    const counts = counted.get(month);
    return { month, ...(counts ? rateOf(counts.met, ratedIn(counts)) : rateOf(0, 0)) };
  });
  const there = found.filter(({ rated }) => rated > 0);
  const chart = processBehaviour(
    there.map(({ met, rated }) => met / rated),
    [0, 1],
  );
  const signals = new Map(there.map(({ month }, index) => [month, chart?.signals[index] ?? null]));
  const points = found.map((one) => ({ ...one, signal: signals.get(one.month) ?? null }));
  if (!chart)
    return { points, limits: null, verdict: 'Fewer than six months with a rate: nothing can be said of chance.' };
  const limits = { centre: nearest(chart.centre, 4), lower: nearest(chart.lower, 4), upper: nearest(chart.upper, 4) };
  return { points, limits, verdict: verdictOf(points, there.length) };
}

function verdictOf(points: readonly MonthPoint[], months: number): string {
  const count = points.filter(({ signal }) => signal !== null).length;
  return count === 0
    ? 'No month is more than chance.'
    : `${count} of ${months} months are more than chance: look for what was different then.`;
}

/** A longer period is refused: nobody looks at more months at once. */
export const mostMonths = 240;

/** Each month from that of one London date to that of another, both included; refused where there are too many. */
export function requireMonths(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    if (months.length === mostMonths)
      throw refuse('too-many-months', '?to', `Ask for at most ${mostMonths} months at once.`);
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
