import { nearest, rounded } from './rounding.js';

/** So many of so many. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** From a lower end to an upper one, both included. */
export type Interval = readonly [number, number];

/** The standard normal deviate that 95 % lie within. */
const z = 1.959963984540054;

/**
 * Wilson's score interval at 95 %, in parts of 1 to four places; null for no trials. Unlike the plain interval it does not
 * shrink to nothing where all or none succeeded, as small teams often do (standards.md, User satisfaction).
 */
export function wilson(of: Proportion): Interval | null {
  if (of.trials === 0) return null;
  const [low, high] = scoreInterval(of);
  return [rounded(low, 4), rounded(high, 4)];
}

function scoreInterval({ successes, trials }: Proportion): Interval {
  const rate = successes / trials;
  const square = z ** 2 / trials;
  const centre = rate + square / 2;
  const margin = z * Math.sqrt((rate * (1 - rate) + square / 4) / trials);
  const low = successes === 0 ? 0 : (centre - margin) / (1 + square);
  const high = successes === trials ? 1 : (centre + margin) / (1 + square);
  return [low, high];
}

/** By how much one rate is above another, in parts of 1 to four places. */
export interface Difference {
  readonly difference: number;
  readonly interval: Interval;
}

/**
 * The difference of two independent proportions, the first less the second, with Newcombe's hybrid score interval at 95 %
 * (Newcombe 1998, Statistics in Medicine 17:873-890, method 10); null where either has no trials.
 */
export function newcombe(one: Proportion, other: Proportion): Difference | null {
  if (one.trials === 0 || other.trials === 0) return null;
  const [p, q] = [one.successes / one.trials, other.successes / other.trials];
  const [[below, above], [beneath, beyond]] = [scoreInterval(one), scoreInterval(other)];
  const difference = p - q;
  const low = difference - Math.hypot(p - below, beyond - q);
  const high = difference + Math.hypot(above - p, q - beneath);
  return { difference: nearest(difference, 4), interval: [nearest(low, 4), nearest(high, 4)] };
}
