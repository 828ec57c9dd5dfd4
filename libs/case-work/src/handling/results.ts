import type { RecordedFact } from '@kept-informed/event-store';
import { whyNotOwed, type CaseChange, type NotOwed } from '@kept-informed/follow-up';

/** What a command answers: the new version, where it stands in the store, and what it made arise. */
export interface CaseResult {
  readonly version: number;
  readonly position: string;
  /** Ids of the obligations that arose, or are owed again since somebody wants to be told again. */
  readonly arose: readonly string[];
}

/** The same, and why it made nothing owed by the promises that are about it. */
export interface ExplainedResult extends CaseResult {
  readonly notOwed: readonly NotOwed[];
}

export function resultOf({ version, position, facts }: CaseChange): CaseResult {
  const again = facts.filter((fact) => fact.type !== 'ObligationReopened' || isWishedAgain(fact));
  return { version, position, arose: obligationIds(again, 'ObligationArose', 'ObligationReopened') };
}

/** By what the force went by when it was recorded. `id`: of the milestone, the plan or the feedback. */
export function explainedResult(changed: CaseChange, id: string): ExplainedResult {
  const { case: subject, obligations } = changed.state;
  const { book } = changed.read!.reading;
  return { ...resultOf(changed), notOwed: whyNotOwed({ case: subject!, obligations: obligations.values() }, id, book) };
}

const isWishedAgain = ({ data }: RecordedFact): boolean => (data as { reason?: string }).reason === 'opted-back-in';

/** The obligations that facts of some types are about, each once. */
export function obligationIds(facts: readonly RecordedFact[], ...types: readonly string[]): string[] {
  const ids = facts
    .filter((fact) => types.includes(fact.type))
    .map(({ data }) => (data as { obligationId: string }).obligationId);
  return [...new Set(ids)];
}
