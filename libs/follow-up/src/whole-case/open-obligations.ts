import { never, type Instant } from '@kept-informed/calendar';
import { ownerAt } from '../case/case.state.js';
import { attemptsOn } from '../contact/attempts.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { wasMade } from '../contact/attempt-or-reached.rules.js';
import type { ObligationView } from '../obligation/obligation.queries.js';
import { marksOf } from '../dispute/dispute.state.js';
import { isOpen, statusOf, type Obligation } from '../obligation/obligation.state.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';

/**
 * What these participants are owed and is open at `now`, in the order in which it falls due: what the read tables would
 * answer of the same facts, told from a state that is at hand.
 */
export function openObligations(state: FollowUp, participantIds: readonly string[], now: Instant): ObligationView[] {
  const asked = [...state.obligations.values()].filter(
    (obligation) => isOpen(obligation) && participantIds.includes(obligation.participantId),
  );
  return inOrder(asked, state, now);
}

/** Everything that was owed by `now`, in the same order. */
export function allObligations(state: FollowUp, now: Instant): ObligationView[] {
  return inOrder(
    [...state.obligations.values()].filter(({ arisenAt }) => arisenAt <= now),
    state,
    now,
  );
}

function inOrder(obligations: readonly Obligation[], state: FollowUp, now: Instant): ObligationView[] {
  // Once for each of them: a participant is owed many things, and their attempts are gone through in order of time.
  const ids = new Set(obligations.map(({ participantId }) => participantId));
  const attempts = new Map([...ids].map((id) => [id, attemptsOn(id, state.case!, now)]));
  return obligations
    .toSorted(byDueDate)
    .map((obligation) => obligationView(obligation, state, now, attempts.get(obligation.participantId)));
}

/** An obligation at `now` as the read tables would show it of the same facts. */
export function obligationView(
  obligation: Obligation,
  state: FollowUp,
  now: Instant,
  attempts = attemptsOn(obligation.participantId, state.case!, now),
): ObligationView {
  const { case: history, disputes } = state;
  const { caseId, area, reference, kind } = history!;
  const { obligationId, participantId, commitment, edition, trigger, arisenAt, due, outcome, keyedLate } = obligation;
  const owner = ownerAt(history!, now);
  const { stood, ...marks } = marksOf(obligationId, disputes);
  const done = outcome?.as === 'excused' ? obligation.done : undefined;
  const met = outcome?.as === 'met' || outcome?.as === 'met-late' ? outcome : undefined;
  return {
    obligationId,
    caseId,
    case: { reference, kind },
    participantId,
    commitment,
    edition,
    trigger,
    arisenAt,
    dueOn: due.dueOn,
    dueAt: due.dueAt,
    awaiting: awaitingOf(due),
    generation: due.generation,
    status: statusOf(obligation, now),
    open: isOpen(obligation),
    toBeDone: isOpen(obligation) || isExcusedUndone(obligation, state),
    dischargedAt: (met ?? done)?.at ?? null,
    dischargedBy: (met ?? done)?.by ?? null,
    recordedLate: met?.recordedLate ?? false,
    recordedAfterDue: keyedLate,
    ...marks,
    stood: stood ?? obligation.stood ?? null,
    handover: obligation.handover ?? null,
    mark: obligation.mark ?? null,
    promisedOn: promisedTo(participantId, outcome?.at ?? never, history!),
    attempts,
    owner: owner?.staffId ?? null,
    team: owner?.team ?? null,
    bcu: area?.bcu ?? null,
    lpt: area?.lpt ?? null,
    nextRung: isOpen(obligation) ? nextRung(obligation, now) : null,
  };
}

/** Excused, and nobody has done it since, nothing took its place, and its case is followed up here (rules.md, Excusals). */
function isExcusedUndone(one: Obligation, { case: history, obligations }: FollowUp): boolean {
  if (one.outcome?.as !== 'excused' || one.done || isOver(history!)) return false;
  const { participantId, commitment, triggerId, arisenAt } = one;
  return ![...obligations.values()].some(
    (other) =>
      other.participantId === participantId &&
      other.commitment === commitment &&
      other.triggerId === triggerId &&
      other.arisenAt > arisenAt,
  );
}

function isOver({ merged, closures }: CaseHistory): boolean {
  const last = closures.at(-1);
  return merged !== undefined || (!!last && !last.reopened && (last.isTransfer || last.reason === 'cancelled'));
}

const awaitingOf = ({ dueAt, awaits }: Obligation['due']): string | null =>
  dueAt === null && awaits !== undefined ? `calendar ${awaits}` : null;

function byDueDate({ due: one, obligationId: id }: Obligation, { due: other, obligationId: otherId }: Obligation) {
  if (one.dueAt !== other.dueAt)
    return one.dueAt !== null && (other.dueAt === null || one.dueAt < other.dueAt) ? -1 : 1;
  return id < otherId ? -1 : 1;
}

/** The date by which they, or who stands for them, were last told to expect something before an instant. */
function promisedTo(participantId: string, before: Instant, { contacts, participants }: CaseHistory): string | null {
  const heard = new Set([participantId]);
  for (const { participantId: id, represents } of participants.values())
    if (represents === participantId) heard.add(id);
  const told = contacts.filter(
    (contact) =>
      contact.promisedNext !== undefined &&
      contact.occurred < before &&
      wasMade(contact) &&
      contact.participantIds.some((id) => heard.has(id)),
  );
  const last = told.reduce<Contact | undefined>(
    (later, one) => (later && isLater(later, one) ? later : one),
    undefined,
  );
  return last?.promisedNext ?? null;
}

/** By when it was; of those at the same instant, by when it was first recorded. */
function isLater(one: Contact, other: Contact): boolean {
  if (one.occurred !== other.occurred) return one.occurred > other.occurred;
  return firstRecorded(one) > firstRecorded(other);
}

const firstRecorded = ({ before, recorded }: Contact): Instant => before?.recorded ?? recorded;

function nextRung({ pausedSince, due }: Obligation, now: Instant): ObligationView['nextRung'] {
  if (pausedSince !== undefined) return null;
  const ahead = due.rungs.filter(({ at }) => at > now);
  return ahead.reduce<ObligationView['nextRung']>(
    (first, { rung, at }) => (first && first.at <= at ? first : { rung, at }),
    null,
  );
}
