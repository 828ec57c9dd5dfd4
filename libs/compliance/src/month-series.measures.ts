import { refuse } from '@kept-informed/decisions';
import { partOf, processBehaviour, type Signal } from '@kept-informed/statistics';
import { displayed } from './compliance.measures.js';
import { ratedIn, type RatedCounts } from './rated-counts.measures.js';

/** A rate of one month, and whether it is more than chance. */
export interface MonthPoint {
  /** `2026-10`. */
  readonly month: string;
  readonly met: number;
  /** met + metLate + missed + excused: what the rate is of. */
  readonly rated: number;
  /** Null: none fell due. */
  readonly rate: number | null;
  readonly display: string;
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
    const rated = counts ? ratedIn(counts) : 0;
    const met = counts?.met ?? 0;
    return { month, met, rated, rate: partOf(met, rated) };
  });
  const there = found.filter(({ rated }) => rated > 0);
  const chart = processBehaviour(
    there.map(({ met, rated }) => met / rated),
    [0, 1],
  );
  const signals = new Map(there.map(({ month }, index) => [month, chart?.signals[index] ?? null]));
  const points = found.map((one) => ({
    ...one,
    display: displayed(one.rate),
    signal: signals.get(one.month) ?? null,
  }));
  if (!chart)
    return { points, limits: null, verdict: 'Fewer than six months with a rate: nothing can be said of chance.' };
  const shown = (part: number): number => Number(part.toFixed(4));
  const limits = { centre: shown(chart.centre), lower: shown(chart.lower), upper: shown(chart.upper) };
  const count = points.filter(({ signal }) => signal !== null).length;
  const verdict =
    count === 0
      ? 'No month is more than chance.'
      : `${count} of ${there.length} months are more than chance: look for what was different then.`;
  return { points, limits, verdict };
}

/** A longer period is refused: nobody looks at more months at once. */
const mostMonths = 240;

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
