import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import type { ObligationEvent } from '../obligation/obligation.events.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { ObligationOutcome, OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { ReconcileQuestion } from './reconcile-question.js';

/** Whether it is recorded as settled in this way at this time already; if met, by the same and recorded as late. */
export function hasOutcome(owed: ObligationOutcome, { outcome }: Obligation): boolean {
  if (outcome?.as !== owed.as || outcome.at !== owed.at) return false;
  return outcome.recordedLate === undefined || (outcome.by === owed.by && outcome.recordedLate === owed.recordedLate);
}

/** It lapsed, or was settled. */
export function ending({ obligationId, owed, recorded }: ReconcileQuestion): NewFactOf<ObligationEvent>[] {
  const { outcome, lapsedAt } = owed;
  if (lapsedAt)
    return recorded?.lapsed ? [] : [{ type: 'ObligationLapsed', data: { obligationId }, occurred: lapsedAt }];
  if (!outcome) return [];
  const isMerged = outcome.because === 'case-merged' || outcome.because === 'same-due-first';
  const wasMissed = isMerged && isUnmetBy(outcome.at, owed);
  // What its case owed by the merger can be put right after it.
  const isKnown = recorded && hasOutcome(outcome, recorded) && !(wasMissed && !recorded.stood);
  return isKnown ? [] : [endedBy(outcome, obligationId, wasMissed)];
}

/** Whether it was due before a merger replaced it, and had not been met or ended in time. */
export const isUnmetBy = (at: Instant, { dueAt, endedAt = at }: OwedObligation): boolean =>
  dueAt !== null && dueAt <= at && dueAt <= endedAt;

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
