import type { NewFactOf } from '@kept-informed/event-store';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type {
  DueDate,
  ObligationArose,
  ObligationDone,
  ObligationEvent,
  ObligationMarked,
  ObligationMissed,
  ObligationPaused,
  ObligationReopened,
  ObligationResumed,
} from '../obligation/obligation.events.js';
import type { Obligation } from '../obligation/obligation.state.js';
import { dueDate, isWishedAgain, rederiving } from './due-date.decide.js';
import { ending } from './ending.decide.js';
import type { ReconcileQuestion } from './reconcile-question.js';

/** Facts that bring one obligation's standing from what is recorded to what is owed, in the order they came true. */
export interface ReconciledObligation {
  readonly facts: NewFactOf<ObligationEvent>[];
  readonly due: DueDate;
  /** Neither settled nor closed as missed for good. */
  readonly open: boolean;
  /** The due date is new: it arose, or was derived again. */
  readonly fresh: boolean;
}

/** Arose, reopened, derived again, missed, met, lapsed, voided, superseded: whatever is not on the stream yet. */
export function reconcileObligation(question: ReconcileQuestion): ReconciledObligation {
  const { owed, recorded } = question;
  const open = !owed.outcome && !owed.lapsedAt;
  const due = dueDate(question, open);
  const facts: NewFactOf<ObligationEvent>[] = [];
  if (!recorded) facts.push(arising(question, due));
  else {
    if (isReopened(owed, recorded)) facts.push(reopening(question));
    if (recorded.due !== due) facts.push(rederiving(question, recorded.due, due));
  }
  facts.push(...pausing(question, open));
  if (isMissed(question) && !recorded?.missed) facts.push(missing(question));
  const ended = ending(question);
  const ends = ended.length > 0;
  facts.push(...ended, ...marking(question, ends), ...doing(question, ends));
  return { facts, due, open, fresh: recorded?.due.generation !== due.generation };
}

function arising(
  { obligationId, caseId, owed, impliedAt }: ReconcileQuestion,
  due: DueDate,
): NewFactOf<ObligationArose> {
  const { participantId, commitment, edition, trigger, anchorId, period, limit, unit, arisenAt } = owed;
  const { startsAt, firstEndsOn } = owed;
  const about = { caseId, participantId, commitment: commitment.id, edition };
  const because = { trigger: trigger.type, triggerId: trigger.id, anchorId, period };
  const implied = due.dueAt === null ? null : impliedAt(owed);
  const keyedLate = implied !== null && implied >= due.dueAt! && { impliedAt: implied };
  const kept = owed.owner && { owner: owed.owner };
  const counted = { startsAt, ...(firstEndsOn && { firstEndsOn }), limit, unit };
  const data = { obligationId, ...about, ...because, ...counted, ...due, ...keyedLate, ...kept };
  return { type: 'ObligationArose', data, occurred: arisenAt, causedBy: trigger.version };
}

/** Its clock was stopped, or runs again; of one that ended meanwhile neither is told. */
function pausing(
  { obligationId, owed: { paused }, recorded, now }: ReconcileQuestion,
  open: boolean,
): NewFactOf<ObligationPaused | ObligationResumed>[] {
  if (!open || paused?.since === recorded?.pausedSince) return [];
  if (!paused) return [{ type: 'ObligationResumed', data: { obligationId }, occurred: now }];
  return [{ type: 'ObligationPaused', data: { obligationId, reason: paused.reason }, occurred: paused.since }];
}

/** Missed at `due at`, unless it was met in time, even if that was recorded late. */
function isMissed({ owed: { dueAt, outcome, endedAt, lapsedAt, paused }, now }: ReconcileQuestion): boolean {
  if (dueAt === null || paused) return false;
  if (lapsedAt) return true;
  return outcome ? (endedAt ?? outcome.at) >= dueAt : dueAt <= now;
}

function missing({ obligationId, owed, handover: handoverOf }: ReconcileQuestion): NewFactOf<ObligationMissed> {
  const handover = handoverOf(owed);
  return { type: 'ObligationMissed', data: { obligationId, ...(handover && { handover }) }, occurred: owed.dueAt! };
}

/** What had settled it is gone, or what had closed it as missed for good; settled otherwise it is not open again. */
function isReopened({ outcome, lapsedAt }: OwedObligation, recorded: Obligation): boolean {
  return !outcome && (recorded.outcome !== undefined || (recorded.lapsed && !lapsedAt));
}

function reopening({ obligationId, owed, recorded, now }: ReconcileQuestion): NewFactOf<ObligationReopened> {
  const isLost = owed.lost?.by.some((id) => id === recorded!.outcome?.by);
  const reason = isWishedAgain(owed, recorded!) ? 'opted-back-in' : isLost ? 'returned' : 'correction';
  return { type: 'ObligationReopened', data: { obligationId, reason }, occurred: now };
}

function marking(
  { obligationId, recorded, mark, now }: ReconcileQuestion,
  ends: boolean,
): NewFactOf<ObligationMarked>[] {
  if (mark === undefined || (recorded?.mark === mark && !ends)) return [];
  return [{ type: 'ObligationMarked', data: { obligationId, mark }, occurred: now }];
}

/** Excused, and done since; or what had done it is gone. */
function doing({ obligationId, owed, recorded, now }: ReconcileQuestion, ends: boolean): NewFactOf<ObligationDone>[] {
  const { outcome, done } = owed;
  if (outcome?.as !== 'excused' || (ends ? !done : isDoneAs(owed, recorded))) return [];
  const data = { obligationId, by: done?.by ?? null };
  return [{ type: 'ObligationDone', data, occurred: done?.at ?? now, ...(done && { causedBy: done.version }) }];
}

/** Whether it is recorded as done by this at this time already, or as not done. */
export function isDoneAs({ done }: OwedObligation, recorded: Obligation | undefined): boolean {
  return recorded?.done?.at === done?.at && recorded?.done?.by === done?.by;
}
