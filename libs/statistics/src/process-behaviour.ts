/** Why a point of a series is more than chance; none: it may be chance alone. */
export const signals = ['outside-limits', 'run-of-eight', 'three-of-four-near-limit'] as const;
export type Signal = (typeof signals)[number];

/** Natural limits of a series, and which of its values are more than chance. */
export interface ProcessBehaviour {
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Of each value, in order. */
  readonly signals: readonly (Signal | null)[];
}

/** 3 / d2 of ranges of two, by which a mean moving range gives three sigma (Wheeler, Understanding Variation, appendix). */
const limitFactor = 2.66;
const runLength = 8;
/** What adding up fractions is off by: closer than this is the same. */
const rounding = 1e-9;
/** Fewer values say nothing of their own limits (Wheeler: at least five or six; six here). */
const fewest = 6;

/**
 * A chart of individual values and moving ranges (XmR): the mean, natural limits of 2.66 mean moving ranges on either side of
 * it, no further than `range`, and by Wheeler's three rules which values are signals: one outside the limits; each of eight or
 * more in succession on one side of the mean; each of three out of four in succession nearer to a limit than to the mean. Null
 * for fewer than six values.
 */
export function processBehaviour(
  values: readonly number[],
  [least, most]: readonly [number, number],
): ProcessBehaviour | null {
  if (values.length < fewest) return null;
  const centre = mean(values);
  const reach = limitFactor * mean(values.slice(1).map((value, index) => Math.abs(value - values[index]!)));
  const lower = Math.max(least, centre - reach);
  const upper = Math.min(most, centre + reach);
  const sideOf = (value: number): number => (Math.abs(value - centre) < rounding ? 0 : Math.sign(value - centre));
  const runs = inRuns(values.map(sideOf));
  const near = nearLimit(values.map((value) => (Math.abs(value - centre) > reach / 2 ? sideOf(value) : 0)));
  const signals = values.map((value, index): Signal | null => {
    if (value < lower - rounding || value > upper + rounding) return 'outside-limits';
    if (runs.has(index)) return 'run-of-eight';
    return near.has(index) ? 'three-of-four-near-limit' : null;
  });
  return { centre, lower, upper, signals };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where so many in succession lie on one side; on the mean is on neither. */
function inRuns(sides: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  let from = 0;
  sides.forEach((side, index) => {
    if (side !== sides[from]) from = index;
    if (side === 0 || index - from + 1 < runLength) return;
    for (let each = from; each <= index; each += 1) found.add(each);
  });
  return found;
}

/** Where three out of four in succession lie beyond half way to the limit of one side. */
function nearLimit(sides: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (let first = 0; first + 3 <= sides.length; first += 1) {
    const window = [first, first + 1, first + 2, first + 3].filter((index) => index < sides.length);
    for (const side of [-1, 1]) {
      const there = window.filter((index) => sides[index] === side);
      if (there.length >= 3) for (const index of there) found.add(index);
    }
  }
  return found;
}
