/** What was read in clear of somebody, or of a case as far as it was noted of nobody alone. */
export interface ReadInClear {
  /** Undefined: nothing of them is kept any more but what was read. */
  readonly caseId?: string;
  /** Undefined: it was of nobody alone. */
  readonly participantId?: string;
  readonly fields: readonly string[];
  /** What they are called, where that was read: to be compared, and kept nowhere. */
  readonly name?: string;
}

/** Is told whatever of people is read to be shown, so that nothing can be shown of which nobody was told. */
export type PeopleWatch = (read: ReadInClear) => void;

/** For whoever shows nobody anything. */
export const unwatched: PeopleWatch = () => undefined;

/** What there is of somebody, by the names of its fields; of what the law protects each by itself. */
export function fieldsIn({ characteristics = {}, ...details }: { readonly characteristics?: object }): string[] {
  const known = Object.entries(details).filter(([, value]) => !isNothing(value));
  return [...known.map(([field]) => field), ...Object.keys(characteristics)];
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
