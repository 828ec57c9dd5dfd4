import type { RecordedFact } from '@kept-informed/event-store';
import type { CaseChange } from '@kept-informed/follow-up';

/** What a command answers: the new version, where it stands in the store, and what it made arise. */
export interface CaseResult {
  readonly version: number;
  readonly position: string;
  /** Ids of the obligations that arose. */
  readonly arose: readonly string[];
}

export function resultOf({ version, position, facts }: CaseChange): CaseResult {
  return { version, position, arose: obligationIds(facts, 'ObligationArose') };
}

/** The obligations that facts of one type are about, each once. */
export function obligationIds(facts: readonly RecordedFact[], type: string): string[] {
  const ids = facts
    .filter((fact) => fact.type === type)
    .map(({ data }) => (data as { obligationId: string }).obligationId);
  return [...new Set(ids)];
}
