/**
 * How many are drawn of each stratum: in proportion, rounded down, and what is left over goes to the largest remainders, the first
 * stratum first where they are the same. Never more than there are; all where there are no more.
 */
export function allocated(size: number, strata: readonly { readonly of: number }[]): number[] {
  const all = strata.reduce((sum, { of }) => sum + of, 0);
  if (size >= all) return strata.map(({ of }) => of);
  // In whole numbers: a quotient of doubles would tell remainders apart that are the same.
  const shares = strata.map(({ of }) => ({ drawn: Math.floor((size * of) / all), remainder: (size * of) % all }));
  const left = size - shares.reduce((sum, { drawn }) => sum + drawn, 0);
  const more = shares
    .map(({ remainder }, index) => ({ remainder, index }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left);
  const lucky = new Set(more.map(({ index }) => index));
  return shares.map(({ drawn }, index) => drawn + (lucky.has(index) ? 1 : 0));
}
