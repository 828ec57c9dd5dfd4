import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { firstTermsId, type Terms } from '@kept-informed/commitments';
import type { KnownLadder } from '../alert/ladder.rules.js';
import type { ObligationOutcome, OwedObligation } from '../owing/applicable-commitment.rules.js';
import type {
  ClockStop,
  DueDate,
  Handover,
  ObligationArose,
  ObligationDone,
  ObligationEvent,
  ObligationMark,
  ObligationMarked,
  ObligationMissed,
  ObligationPaused,
  ObligationRederived,
  ObligationReopened,
  ObligationResumed,
  RederivationCause,
  Rung,
} from '../obligation/obligation.events.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';

/** Facts that bring one obligation's standing from what is recorded to what is owed, in the order they came true. */
export interface ReconciledObligation {
  readonly facts: NewFactOf<ObligationEvent>[];
  readonly due: DueDate;
  /** Neither settled nor closed as missed for good. */
  readonly open: boolean;
  /** The due date is new: it arose, or was derived again. */
  readonly fresh: boolean;
}

/** What an obligation's standing is decided from. */
export interface ReconcileQuestion {
  readonly obligationId: string;
  readonly caseId: string;
  readonly owed: OwedObligation;
  readonly recorded: Obligation | undefined;
  readonly ladder: (owed: OwedObligation) => KnownLadder;
  /** Since when what was recorded implies it. */
  readonly impliedAt: (owed: OwedObligation) => Instant;
  /** The handover shortly before it fell due, where there was one. */
  readonly handover: (owed: OwedObligation) => Handover | undefined;
  /** What is to be known about how it ended. */
  readonly mark: ObligationMark | undefined;
  readonly now: Instant;
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

/**
 * The due date as it is recorded, or a new generation: it moved, its rungs did, or what had ended the obligation is gone,
 * so that its alerts begin again (rules.md, Putting right).
 */
function dueDate({ owed, recorded, ladder }: ReconcileQuestion, open: boolean): DueDate {
  const { dueOn, dueAt, terms, stops, extendedBy } = owed;
  const before = recorded?.due;
  const isSame = before?.dueAt === dueAt && (isOpen(recorded!) || !open);
  if (before && isSame && (!open || (isTerms(before, terms) && before.awaits === undefined))) return before;
  const { rungs, awaits } = ladder(owed);
  if (before && isSame && before.awaits === awaits && isSameLadder(rungs, before.rungs)) return before;
  const counted = { terms: terms.id, ...(stops.length > 0 && { stops }), ...(extendedBy && { extendedBy }) };
  return {
    generation: (before?.generation ?? 0) + 1,
    dueOn,
    dueAt,
    rungs,
    calendarVersion: (owed.calendar ?? terms.calendar).id,
    ...counted,
    ...(awaits !== undefined && { awaits }),
  };
}

/** Field by field: what was read from the store has its fields in another order than what was just worked out. */
function isSameLadder(a: readonly Rung[], b: readonly Rung[]): boolean {
  return a.length === b.length && a.every(({ rung, at }, index) => rung === b[index]!.rung && at === b[index]!.at);
}

function isSameStops(a: readonly ClockStop[] = [], b: readonly ClockStop[] = []): boolean {
  const told = ({ pauseId, from, to }: ClockStop) => `${pauseId} ${from} ${to}`;
  return a.length === b.length && a.every((stop, index) => told(stop) === told(b[index]!));
}

const isTerms = ({ terms = firstTermsId }: DueDate, { id }: Terms): boolean => terms === id;

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

function rederiving(
  { obligationId, owed, recorded, now }: ReconcileQuestion,
  before: DueDate,
  due: DueDate,
): NewFactOf<ObligationRederived> {
  const { startsAt, limit, unit, rederivedAt, terms } = owed;
  const cause = causeOf(owed, before, due, recorded!);
  const at: Partial<Record<RederivationCause, Instant>> = {
    entitlement: rederivedAt,
    'opt-in': owed.againAt,
    returned: owed.lost?.at,
    calendar: isTerms(before, terms) ? now : terms.from,
    policy: terms.from,
  };
  const data = { obligationId, cause, startsAt, limit, unit, ...due };
  return { type: 'ObligationRederived', data, occurred: at[cause] ?? now };
}

/** What differs from the due date as it is recorded tells why. */
function causeOf(owed: OwedObligation, before: DueDate, due: DueDate, recorded: Obligation): RederivationCause {
  const { terms, lost, startsAt } = owed;
  const differs = before.calendarVersion === due.calendarVersion ? 'policy' : 'calendar';
  if (!isTerms(before, terms)) return terms.activated ?? differs;
  if (before.calendarVersion !== due.calendarVersion || before.awaits !== due.awaits) return 'calendar';
  if (!isSameStops(before.stops, due.stops)) return 'pause';
  if (before.extendedBy !== due.extendedBy) return 'extension';
  if (isWishedAgain(owed, recorded)) return 'opt-in';
  if (lost && startsAt === lost.at) return 'returned';
  return owed.rederivedAt !== undefined && isOpen(recorded) ? 'entitlement' : 'correction';
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

/** It was waived, and the wish not to be told has ended. */
const isWishedAgain = ({ againAt }: OwedObligation, { outcome }: Obligation): boolean =>
  againAt !== undefined && outcome?.as === 'waived';

function marking(
  { obligationId, recorded, mark, now }: ReconcileQuestion,
  ends: boolean,
): NewFactOf<ObligationMarked>[] {
  if (mark === undefined || (recorded?.mark === mark && !ends)) return [];
  return [{ type: 'ObligationMarked', data: { obligationId, mark }, occurred: now }];
}

/** Whether it is recorded as settled in this way at this time already; if met, by the same and recorded as late. */
export function hasOutcome(owed: ObligationOutcome, { outcome }: Obligation): boolean {
  if (outcome?.as !== owed.as || outcome.at !== owed.at) return false;
  return outcome.recordedLate === undefined || (outcome.by === owed.by && outcome.recordedLate === owed.recordedLate);
}

function ending({ obligationId, owed, recorded }: ReconcileQuestion): NewFactOf<ObligationEvent>[] {
  const { outcome, lapsedAt } = owed;
  if (lapsedAt)
    return recorded?.lapsed ? [] : [{ type: 'ObligationLapsed', data: { obligationId }, occurred: lapsedAt }];
  if (!outcome || (recorded && hasOutcome(outcome, recorded))) return [];
  const isMerged = outcome.because === 'case-merged' || outcome.because === 'same-due-first';
  const wasMissed = isMerged && isUnmetBy(outcome.at, owed);
  return [endedBy(outcome, obligationId, wasMissed)];
}

/** Whether it was due before a merger replaced it, and had not been met or ended in time. */
const isUnmetBy = (at: Instant, { dueAt, endedAt = at }: OwedObligation): boolean =>
  dueAt !== null && dueAt <= at && dueAt <= endedAt;

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

function endedBy(outcome: ObligationOutcome, obligationId: string, wasMissed: boolean): NewFactOf<ObligationEvent> {
  const { as, by, at: occurred, version: causedBy, because, recordedLate } = outcome;
  const when = { occurred, causedBy };
  switch (as) {
    case 'met':
    case 'met-late': {
      const data = { obligationId, dischargedBy: by, late: as === 'met-late', recordedLate };
      return { type: 'ObligationMet', data, ...when };
    }
    case 'waived':
      return { type: 'ObligationWaived', data: { obligationId, by }, ...when };
    case 'excused':
      return { type: 'ObligationExcused', data: { obligationId, by }, ...when };
    case 'voided':
      return { type: 'ObligationVoided', data: { obligationId, reason: because ?? by, by }, ...when };
    case 'superseded': {
      const data = { obligationId, reason: because ?? by, ...(wasMissed && { stood: 'missed' as const }) };
      return { type: 'ObligationSuperseded', data, ...when };
    }
  }
}
