/** Rounded to so many places, to all or none too. */
export const nearest = (part: number, places: number): number => Number(part.toFixed(places));

/** Rounded, but never up to all or down to none: one miss in a hundred thousand is still not 100 %. */
export function rounded(part: number, places: number): number {
  const found = nearest(part, places);
  const least = 10 ** -places;
  if (found >= 1 && part < 1) return nearest(1 - least, places);
  return found <= 0 && part > 0 ? nearest(least, places) : found;
}

/** A part of a whole to four places; null: there is no whole. */
export function partOf(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole, 4);
}
