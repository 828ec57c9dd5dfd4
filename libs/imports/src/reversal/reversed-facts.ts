import type { Instant } from '@kept-informed/calendar';
import { idOf, importer, type NoteSeal } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';
import type { CaseFact, ClosureReason, FollowUpEvent, StandingCase } from '@kept-informed/follow-up';

/** Which import is taken back, and the note that says why. */
export interface ImportToReverse {
  readonly importId: string;
  readonly seal: NoteSeal;
}

const ofReversals = 'reversal-';

/** Under which request the facts of a reversal are found again. */
export const reversalOf = (importId: string): string => `${ofReversals}${importId}`;

export const isOfReversal = (requestId: string): boolean => requestId.startsWith(ofReversals);

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
 * anybody has added to since is left, but for the worker, and for another import that was taken back itself.
 */
export function reversedCase(
  { caseId, facts, state }: StandingCase,
  { importId, seal }: ImportToReverse,
  now: Instant,
): ReversedCase {
  const isOwn = ({ by, requestId }: RecordedFact) => by === importer && requestId === importId;
  const own = facts.filter(isOwn);
  const ids = new Set(own.flatMap(idsIn));
  const reversals = new Set(facts.map(({ requestId }) => requestId).filter(isOfReversal));
  const isTakenBack = ({ by, requestId }: RecordedFact) => by === importer && reversals.has(reversalOf(requestId));
  const isNobodys = (fact: RecordedFact) =>
    isOwn(fact) || reversals.has(fact.requestId) || isTakenBack(fact) || fact.by === 'worker';
  if (facts.some((fact) => fact.version > own[0]!.version && !isNobodys(fact))) return { kind: 'left' };
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
  const ownId = idOf(reversalOf(importId), caseId);
  const closed = (reason: ClosureReason): CaseFact => ({
    type: 'CaseClosed',
    data: { closureId: ownId, reason },
    occurred: now,
  });
  if (own.some(({ type }) => type === 'CaseOpened')) {
    if (voided) return { kind: 'already' };
    const never: CaseFact = { type: 'CaseVoided', data: { importId, ...seal }, occurred: now };
    return { kind: 'cancelled', facts: [...takenBack, ...(isClosed ? [] : [closed('cancelled')]), never] };
  }
  const wasClosed = own.find(({ type }) => type === 'CaseReopened' || type === 'CaseClosed')?.type === 'CaseReopened';
  if (isClosed && !wasClosed && ids.has(last.closureId))
    takenBack.push({ type: 'CaseReopened', data: { reopeningId: ownId }, occurred: now });
  if (last?.reopened && wasClosed) takenBack.push(closed(last.reason));
  return takenBack.length > 0 ? { kind: 'undone', facts: takenBack } : { kind: 'already' };
}

/** Of what a fact of an import can be taken back. */
function idsIn({ type, data }: FollowUpEvent): string[] {
  if (type === 'ContactMade' || type === 'ContactAttempted') return [data.contactId];
  if (type === 'MilestoneReached') return [data.milestoneId];
  return type === 'CaseClosed' ? [data.closureId] : [];
}
