import { partOf, rounded } from '@kept-informed/statistics';

/** What became of those that a rate is of. */
export interface RatedCounts {
  readonly met: number;
  readonly metLate: number;
  readonly missed: number;
  readonly excused: number;
}

/** A rate and what it is of. */
export interface RateView {
  readonly met: number;
  /** met + metLate + missed + excused: what the rate is of. */
  readonly rated: number;
  /** met / rated, to four places; null where none fell due, never 1. */
  readonly rate: number | null;
  /** The rate for people: `82.8%`, or `none due`. */
  readonly display: string;
}

/** met + metLate + missed + excused: what the rate is of. */
export const ratedIn = ({ met, metLate, missed, excused }: RatedCounts): number => met + metLate + missed + excused;

export function rateOf(met: number, rated: number): RateView {
  const rate = partOf(met, rated);
  return { met, rated, rate, display: displayed(rate) };
}

/** A rate for people: `82.8%`, or what is said where there is none. */
export function displayed(rate: number | null, none = 'none due'): string {
  return rate === null ? none : `${(rounded(rate, 3) * 100).toFixed(1)}%`;
}
