import type { Instant } from '@kept-informed/calendar';
import { idOf, importer, type NoteSeal } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';
import type { CaseFact, FollowUpEvent, StandingCase } from '@kept-informed/follow-up';

/** Which import is taken back, and the note that says why. */
export interface ImportToReverse {
  readonly importId: string;
  readonly seal: NoteSeal;
}

/** Under which request the facts of a reversal are found again. */
export const reversalOf = (importId: string): string => `reversal-${importId}`;

/** What taking an import back does to one case. */
export type ReversedCase =
  /** Somebody has had to do with it since: it stays as it is, for people to look at. */
  | { readonly kind: 'left' }
  /** Taken back before. */
  | { readonly kind: 'already' }
  /** It came with the import, or only some of it did. */
  | { readonly kind: 'cancelled' | 'undone'; readonly facts: readonly CaseFact[] };

/**
 * What was recorded by an import is taken back by further facts: contacts are struck out, milestones voided, and a case that
 * came with it is cancelled as recorded in error. What it made missed is disputed by these facts together. A case that
 * anybody but the worker has added to since is left.
 */
export function reversedCase(
  { caseId, facts, state }: StandingCase,
  { importId, seal }: ImportToReverse,
  now: Instant,
): ReversedCase {
  const isOwn = ({ by, requestId }: RecordedFact) => by === importer && requestId === importId;
  const own = facts.filter(isOwn);
  const ids = new Set(own.flatMap(idsIn));
  const isOurs = (fact: RecordedFact) => isOwn(fact) || fact.requestId === reversalOf(importId) || fact.by === 'worker';
  if (facts.some((fact) => fact.version > own[0]!.version && !isOurs(fact))) return { kind: 'left' };
  const { contacts, milestones, closures, voided } = state.case!;
  const takenBack: CaseFact[] = [
    ...contacts
      .filter(({ contactId }) => ids.has(contactId))
      .map(({ contactId }) => ({ type: 'ContactStruckOut' as const, data: { contactId, ...seal }, occurred: now })),
    ...milestones
      .filter((milestone) => ids.has(milestone.milestoneId) && !milestone.voided)
      .map(({ milestoneId }) => ({ type: 'MilestoneVoided' as const, data: { milestoneId, ...seal }, occurred: now })),
  ];
  const last = closures.at(-1);
  const isClosed = last !== undefined && !last.reopened;
  if (own.some(({ type }) => type === 'CaseOpened')) {
    if (voided) return { kind: 'already' };
    const closureId = idOf(reversalOf(importId), caseId);
    const closed: CaseFact = { type: 'CaseClosed', data: { closureId, reason: 'cancelled' }, occurred: now };
    const never: CaseFact = { type: 'CaseVoided', data: { importId, ...seal }, occurred: now };
    return { kind: 'cancelled', facts: [...takenBack, ...(isClosed ? [] : [closed]), never] };
  }
  if (isClosed && ids.has(last.closureId))
    takenBack.push({ type: 'CaseReopened', data: { reopeningId: idOf(reversalOf(importId), caseId) }, occurred: now });
  return takenBack.length > 0 ? { kind: 'undone', facts: takenBack } : { kind: 'already' };
}

/** Of what a fact of an import can be taken back. */
function idsIn({ type, data }: FollowUpEvent): string[] {
  if (type === 'ContactMade' || type === 'ContactAttempted') return [data.contactId];
  if (type === 'MilestoneReached') return [data.milestoneId];
  return type === 'CaseClosed' ? [data.closureId] : [];
}
