/** Of the cases that were merged into one, which of their milestones and openings are its own. */
interface SameByMerger {
  readonly absorbed: readonly { readonly same: Readonly<Record<string, string>> }[];
}

/** The milestone or opening of this case that one of another case was found to be by a merger; itself, where it is none. */
export function sameAs(id: string, { absorbed }: SameByMerger): string {
  for (const { same } of absorbed) if (same[id] !== undefined) return same[id];
  return id;
}

/** The milestones of a case that are one with this one; itself, where none is. */
export function allOf<One extends { readonly milestoneId: string }>(
  id: string,
  state: SameByMerger & { readonly milestones: readonly One[] },
): readonly One[] {
  const same = sameAs(id, state);
  return state.milestones.filter(({ milestoneId }) => sameAs(milestoneId, state) === same);
}
