/** Who asks, as far as it decides which cases are there for them. */
export interface WhoSees {
  /** Those of some cases that are in their sight. */
  seenOf(caseIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What the product does by itself. */
export const seesEverything: WhoSees = { seenOf: async (caseIds) => new Set(caseIds) };
