import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import type { Owed } from './claim.rules.js';
import type { DueDate, RederivationCause, Rung } from './obligation.events.js';
import type { Obligation } from './obligation.state.js';

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

/** Arose, derived again, missed, met, lapsed, voided, superseded: whatever is not on the stream yet. */
export function standing(question: StandingQuestion): Standing {
  const { owed, recorded } = question;
  const due = dueDate(question);
  const facts = [...arising(question, due), ...missing(question), ...ending(question)];
  return {
    facts,
    due,
    open: !owed.settled && !owed.lapsedAt,
    fresh: recorded === undefined || due.generation !== recorded.due.generation,
  };
}

function dueDate({ owed, recorded, ladder, calendarVersion }: StandingQuestion): DueDate {
  const { dueOn, dueAt } = owed;
  if (recorded && recorded.due.dueAt === dueAt) return recorded.due;
  return { generation: (recorded?.due.generation ?? 0) + 1, dueOn, dueAt, rungs: ladder(owed), calendarVersion };
}

function arising({ obligationId, caseId, owed, recorded, now }: StandingQuestion, due: DueDate): Unwoken[] {
  const { participantId, commitment, edition, trigger, anchorId, period, startsAt, limit, arisenAt, rederivedAt } = owed;
  if (!recorded) {
    const about = { caseId, participantId, commitment: commitment.id, edition };
    const because = { trigger: trigger.type, triggerId: trigger.id, anchorId, period };
    const data = { obligationId, ...about, ...because, startsAt, limit, unit: commitment.unit, ...due };
    return [{ type: 'ObligationArose', data, occurred: arisenAt, causedBy: trigger.version }];
  }
  if (recorded.due === due) return [];
  const cause: RederivationCause = rederivedAt ? 'entitlement' : 'correction';
  const data = { obligationId, cause, startsAt, limit, ...due };
  return [{ type: 'ObligationRederived', data, occurred: rederivedAt ?? now }];
}

/** Missed at `due at`, unless it was met in time, even if that was recorded late. */
function isMissed({ dueAt, settled, lapsedAt }: Owed, now: Instant): boolean {
  if (dueAt === null) return false;
  if (lapsedAt) return true;
  return settled ? settled.at >= dueAt : dueAt <= now;
}

function missing({ obligationId, owed, recorded, now }: StandingQuestion): Unwoken[] {
  if (!isMissed(owed, now) || recorded?.missed) return [];
  return [{ type: 'ObligationMissed', data: { obligationId }, occurred: owed.dueAt! }];
}

function ending({ obligationId, owed, recorded, now }: StandingQuestion): Unwoken[] {
  const { settled, lapsedAt, dueAt } = owed;
  if (recorded?.settled && !settled) return [reopened(obligationId, now)];
  if (lapsedAt) return recorded?.lapsed ? [] : [{ type: 'ObligationLapsed', data: { obligationId }, occurred: lapsedAt }];
  if (!settled) return recorded?.lapsed ? [reopened(obligationId, now)] : [];
  if (recorded?.settled?.as === settled.as && recorded.settled.at === settled.at) return [];
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

function reopened(obligationId: string, now: Instant): Unwoken {
  return { type: 'ObligationReopened', data: { obligationId, reason: 'correction' }, occurred: now };
}
