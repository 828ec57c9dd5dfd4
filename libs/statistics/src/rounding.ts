/** Rounded, but never up to all or down to none: one miss in a hundred thousand is still not 100 %. */
export function rounded(part: number, places: number): number {
  const nearest = Number(part.toFixed(places));
  const least = 10 ** -places;
  if (nearest >= 1 && part < 1) return Number((1 - least).toFixed(places));
  return nearest <= 0 && part > 0 ? Number(least.toFixed(places)) : nearest;
}

/** A part of a whole to four places; null: there is no whole. */
export function partOf(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole, 4);
}
