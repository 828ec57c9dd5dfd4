import { type Interval, partOf, wilson } from '@kept-informed/statistics';
import { displayed } from './rate.measures.js';

/** A measure in words, with an example that was worked by hand. */
export interface MeasureInWords {
  /** Kept for ever: what means something else is another measure. */
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly example: { readonly given: object; readonly found: object };
}

/** A measure as everything names and works it out that shows it: the API, pages, exports and the board. */
export interface MeasureDefinition<Given extends object, Found extends object> extends MeasureInWords {
  /** The figures from what was counted. */
  readonly of: (given: Given) => Found;
  readonly example: { readonly given: Given; readonly found: Found };
}

/** A measure whose figures go with what was counted and with its own example. */
export const measure = <Given extends object, Found extends object>(
  definition: MeasureDefinition<Given, Found>,
): MeasureDefinition<Given, Found> => definition;

/** A measure that is a part of a whole. */
export interface ShareMeasure extends MeasureDefinition<Share, ShareView> {
  /** What the two are called. */
  readonly part: string;
  readonly whole: string;
}

/** `none`: what is said where the whole is nothing. */
export const shareMeasure = ({
  none,
  ...definition
}: Omit<ShareMeasure, 'of'> & { readonly none: string }): ShareMeasure => ({
  ...definition,
  of: (share) => shareOf(share, none),
});

/** So many of so many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** A share as a part of 1 to four places, for people, and within Wilson's 95 % interval; null: of none. */
export interface ShareView {
  readonly rate: number | null;
  readonly display: string;
  readonly interval: Interval | null;
}

/** `none`: what is said where the whole is nothing, which is never 100 %. */
export function shareOf({ part, whole }: Share, none: string): ShareView {
  const rate = partOf(part, whole);
  return { rate, display: displayed(rate, none), interval: wilson({ successes: part, trials: whole }) };
}
