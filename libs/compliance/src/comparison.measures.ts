import { newcombe, type Interval } from '@kept-informed/statistics';
import { ratedIn, rateOf, type RatedCounts, type RateView } from './rate.measures.js';

/** Two groups' rates, the first less the second, in parts of 1 to four places. */
export interface ComparisonView {
  readonly one: RateView;
  readonly other: RateView;
  /** Null: in one of the two none fell due. */
  readonly difference: number | null;
  /** Newcombe's, at 95 %. */
  readonly interval: Interval | null;
  readonly verdict: string;
}

/** Whether the rates of two groups differ by more than chance. */
export function comparisonOf(one: RatedCounts, other: RatedCounts): ComparisonView {
  return differenceOf(rateOf(one.met, ratedIn(one)), rateOf(other.met, ratedIn(other)));
}

/** The same of two rates that are known. */
export function differenceOf(first: RateView, second: RateView): ComparisonView {
  const rates = { one: onlyRate(first), other: onlyRate(second) };
  const found = newcombe(proportion(first), proportion(second));
  if (!found)
    return {
      ...rates,
      difference: null,
      interval: null,
      verdict: 'In one of the two nothing fell due: they cannot be compared.',
    };
  return { ...rates, ...found, verdict: verdictOf(found.difference, found.interval) };
}

const onlyRate = ({ met, rated, rate, display }: RateView): RateView => ({ met, rated, rate, display });

const proportion = ({ met, rated }: RateView) => ({ successes: met, trials: rated });

function verdictOf(difference: number, [low, high]: Interval): string {
  const points = (part: number): string => (Math.abs(part) * 100).toFixed(1);
  if (low <= 0 && high >= 0)
    return `No difference beyond chance is shown: the first may be up to ${points(Math.min(low, 0))} points below the second or ${points(Math.max(high, 0))} above.`;
  const [side, least, most] = low > 0 ? ['above', low, high] : ['below', high, low];
  return `The first is ${points(difference)} points ${side as string} the second, which is more than chance: between ${points(least as number)} and ${points(most as number)}.`;
}
