/** Seconds until the next attempt, after the first failure, the second and so on: a day in all. */
const gaps: readonly number[] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800];

/** How often a message is tried before it is dead. */
export const mostAttempts = gaps.length + 1;

/** A receiver that asks for more than this is not waited for so long. */
const longestAsked = 3_600;

const spread = 0.2;

/**
 * Seconds until the attempt after this many in vain; longer where the receiver asked for it. Spread by `chance` (0 to 1),
 * or all that failed together would come again together.
 */
export function gapAfter(failures: number, chance: number, asked = 0): number {
  const gap = gaps[Math.min(failures, gaps.length) - 1]!;
  return Math.max(gap * (1 - spread + 2 * spread * chance), Math.min(asked, longestAsked));
}
