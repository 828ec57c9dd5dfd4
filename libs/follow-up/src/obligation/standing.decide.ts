import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import type { Owed } from './claim.rules.js';
import type { DueDate, RederivationCause, Rung } from './obligation.events.js';
import { isOpen, type Obligation } from './obligation.state.js';

/** A fact of one obligation before it is known when to look at it again. */
export type Unwoken = NewFact<string, { readonly obligationId: string; readonly [field: string]: unknown }>;

/** Facts that bring one obligation's standing from what is recorded to what is owed, in the order they came true. */
export interface Standing {
  readonly facts: Unwoken[];
  readonly due: DueDate;
  /** Neither settled nor closed as missed for good. */
  readonly open: boolean;
  /** The due date is new: it arose, or was derived again. */
  readonly fresh: boolean;
}

/** What an obligation's standing is decided from. */
export interface StandingQuestion {
  readonly obligationId: string;
  readonly caseId: string;
  readonly owed: Owed;
  readonly recorded: Obligation | undefined;
  readonly ladder: (owed: Owed) => readonly Rung[];
  readonly calendarVersion: string;
  readonly now: Instant;
}

/** Arose, reopened, derived again, missed, met, lapsed, voided, superseded: whatever is not on the stream yet. */
export function standing(question: StandingQuestion): Standing {
  const { owed, recorded } = question;
  const open = !owed.settled && !owed.lapsedAt;
  const due = dueDate(question, open);
  const facts: Unwoken[] = [];
  if (!recorded) facts.push(arising(question, due));
  else {
    if (isReopened(owed, recorded)) facts.push(reopening(question));
    if (recorded.due !== due) facts.push(rederiving(question, recorded.due, due));
  }
  if (isMissed(question) && !recorded?.missed) facts.push(missing(question));
  facts.push(...ending(question));
  return { facts, due, open, fresh: recorded?.due.generation !== due.generation };
}

/**
 * The due date as it is recorded, or a new generation: it moved, or what had ended the obligation is gone, so that its
 * alerts begin again (rules.md, Corrections).
 */
function dueDate({ owed, recorded, ladder, calendarVersion }: StandingQuestion, open: boolean): DueDate {
  const { dueOn, dueAt } = owed;
  if (recorded && recorded.due.dueAt === dueAt && (isOpen(recorded) || !open)) return recorded.due;
  return { generation: (recorded?.due.generation ?? 0) + 1, dueOn, dueAt, rungs: ladder(owed), calendarVersion };
}

function arising({ obligationId, caseId, owed }: StandingQuestion, due: DueDate): Unwoken {
  const { participantId, commitment, edition, trigger, anchorId, period, startsAt, limit, arisenAt } = owed;
  const about = { caseId, participantId, commitment: commitment.id, edition };
  const because = { trigger: trigger.type, triggerId: trigger.id, anchorId, period };
  const data = { obligationId, ...about, ...because, startsAt, limit, unit: commitment.unit, ...due };
  return { type: 'ObligationArose', data, occurred: arisenAt, causedBy: trigger.version };
}

function rederiving({ obligationId, owed, now }: StandingQuestion, before: DueDate, due: DueDate): Unwoken {
  const { startsAt, limit, rederivedAt } = owed;
  const otherCalendar = before.calendarVersion !== due.calendarVersion;
  const cause: RederivationCause = rederivedAt ? 'entitlement' : otherCalendar ? 'calendar' : 'correction';
  const data = { obligationId, cause, startsAt, limit, ...due };
  return { type: 'ObligationRederived', data, occurred: rederivedAt ?? now };
}

/** Missed at `due at`, unless it was met in time, even if that was recorded late. */
function isMissed({ owed: { dueAt, settled, lapsedAt }, now }: StandingQuestion): boolean {
  if (dueAt === null) return false;
  if (lapsedAt) return true;
  return settled ? settled.at >= dueAt : dueAt <= now;
}

function missing({ obligationId, owed }: StandingQuestion): Unwoken {
  return { type: 'ObligationMissed', data: { obligationId }, occurred: owed.dueAt! };
}

/** What had settled it is gone, or what had closed it as missed for good; settled otherwise it is not open again. */
function isReopened({ settled, lapsedAt }: Owed, recorded: Obligation): boolean {
  return !settled && (recorded.settled !== undefined || (recorded.lapsed && !lapsedAt));
}

function reopening({ obligationId, now }: StandingQuestion): Unwoken {
  return { type: 'ObligationReopened', data: { obligationId, reason: 'correction' }, occurred: now };
}

/** Whether it is recorded as settled in this way at this time already. */
export function isSettledSo({ as, at }: NonNullable<Owed['settled']>, { settled }: Obligation): boolean {
  return settled !== undefined && settled.as === as && settled.at === at;
}

function ending({ obligationId, owed, recorded }: StandingQuestion): Unwoken[] {
  const { settled, lapsedAt, dueAt } = owed;
  if (lapsedAt)
    return recorded?.lapsed ? [] : [{ type: 'ObligationLapsed', data: { obligationId }, occurred: lapsedAt }];
  if (!settled || (recorded && isSettledSo(settled, recorded))) return [];
  const base = { occurred: settled.at, causedBy: settled.version };
  switch (settled.as) {
    case 'met':
    case 'met-late': {
      const late = settled.as === 'met-late';
      const recordedLate = !late && dueAt !== null && (settled.recorded ?? settled.at) >= dueAt;
      return [{ ...base, type: 'ObligationMet', data: { obligationId, dischargedBy: settled.by, late, recordedLate } }];
    }
    case 'voided':
      return [{ ...base, type: 'ObligationVoided', data: { obligationId, reason: 'request-withdrawn' } }];
    default:
      return [{ ...base, type: 'ObligationSuperseded', data: { obligationId, reason: settled.by } }];
  }
}
