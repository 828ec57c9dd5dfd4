import type { RecordedFact } from '@kept-informed/event-store';
import type { CaseChange } from '@kept-informed/follow-up';

/** What a command answers: the new version, where it stands in the store, and what it made arise. */
export interface CaseResult {
  readonly version: number;
  readonly position: string;
  /** Ids of the obligations that arose, or are owed again since somebody wants to be told again. */
  readonly arose: readonly string[];
}

export function resultOf({ version, position, facts }: CaseChange): CaseResult {
  const again = facts.filter((fact) => fact.type !== 'ObligationReopened' || isWishedAgain(fact));
  return { version, position, arose: obligationIds(again, 'ObligationArose', 'ObligationReopened') };
}

const isWishedAgain = ({ data }: RecordedFact): boolean => (data as { reason?: string }).reason === 'opted-back-in';

/** The obligations that facts of some types are about, each once. */
export function obligationIds(facts: readonly RecordedFact[], ...types: readonly string[]): string[] {
  const ids = facts
    .filter((fact) => types.includes(fact.type))
    .map(({ data }) => (data as { obligationId: string }).obligationId);
  return [...new Set(ids)];
}
