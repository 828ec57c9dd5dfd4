import type { Interval } from './intervals.js';

/** Within which a rate of so many lies by chance alone: in 95 of 100, and in 998 of 1,000. */
export interface FunnelLimits {
  readonly warning: Interval;
  readonly action: Interval;
}

/**
 * Exact binomial limits of a funnel plot around a rate that all are taken to share, for so many trials (Spiegelhalter 2005,
 * Statistics in Medicine 24:1185-1202, appendix A: interpolated between whole numbers). Parts of 1; where
 * all or none share the rate, chance takes nobody from it.
 */
export function funnelLimits(rate: number, trials: number): FunnelLimits {
  if (rate === 0 || rate === 1) return { warning: [rate, rate], action: [rate, rate] };
  const cumulative = cumulativeBinomial(rate, trials);
  const between = (tail: number): Interval => [quantile(cumulative, tail), quantile(cumulative, 1 - tail)];
  return { warning: between(0.025), action: between(0.001) };
}

/** The rate up to which so much of the distribution lies. */
function quantile(cumulative: readonly number[], part: number): number {
  const at = cumulative.findIndex((sum) => sum > part);
  const trials = cumulative.length - 1;
  if (at < 0) return 1;
  const [upTo, before] = [cumulative[at]!, at === 0 ? 0 : cumulative[at - 1]!];
  const within = (upTo - part) / (upTo - before);
  return Math.min(1, Math.max(0, (at - within) / trials));
}

/** The probability of at most 0, 1, … successes. In logarithms, which thousands of trials do not take out of range. */
function cumulativeBinomial(rate: number, trials: number): number[] {
  const sums: number[] = [];
  let sum = 0;
  let ways = 0;
  for (let successes = 0; successes <= trials; successes += 1) {
    if (successes > 0) ways += Math.log((trials - successes + 1) / successes);
    sum += Math.exp(ways + times(successes, rate) + times(trials - successes, 1 - rate));
    sums.push(Math.min(sum, 1));
  }
  return sums;
}

const times = (count: number, part: number): number => (count === 0 ? 0 : count * Math.log(part));
