import type { Instant } from '@kept-informed/calendar';
import type { DueDate, ObligationEvent, OutcomeKind, Status } from './obligation.events.js';

/** One obligation as its stream tells of it. */
export interface Obligation {
  readonly obligationId: string;
  /** Why it is owed, in one text: the same for the same commitment, participant, trigger, anchor and period. */
  readonly ground: string;
  readonly participantId: string;
  readonly commitment: string;
  readonly triggerId: string;
  readonly anchorId: string;
  readonly period: number;
  readonly startsAt: Instant;
  readonly arisenAt: Instant;
  readonly recorded: Instant;
  due: DueDate;
  missed: boolean;
  lapsed: boolean;
  /** Its clock stands still since then. */
  pausedSince?: Instant;
  /** `recordedLate`: only of one that was met. */
  outcome?: { as: OutcomeKind; at: Instant; by?: string; recordedLate?: boolean };
  nextCheckAt: Instant | null;
}

export function isOpen({ outcome, lapsed }: Obligation): boolean {
  return outcome === undefined && !lapsed;
}

/** What tells one obligation of a case from all others. */
export function groundOf(
  because: {
    readonly participantId: string;
    readonly triggerId: string;
    readonly anchorId: string;
    readonly period: number;
  },
  commitment: string,
): string {
  const { participantId, triggerId, anchorId, period } = because;
  return `${commitment} ${participantId} ${triggerId} ${anchorId} ${period}`;
}

/**
 * The status at `now`, whether or not a sweep has seen the due date pass (rules.md, Sweeps). Missed once and due
 * later after all it is open again; that it had been missed stays a fact (docs/decisions/0006).
 */
export function statusOf({ outcome, lapsed, pausedSince, due }: Obligation, now: Instant): Status {
  if (outcome) return outcome.as;
  if (pausedSince !== undefined) return 'paused';
  return lapsed || (due.dueAt !== null && due.dueAt <= now) ? 'missed' : 'open';
}

/** The obligations of a case with one more fact; changes the given map. */
export function evolveObligations(obligations: Map<string, Obligation>, fact: ObligationEvent): void {
  const { obligationId, nextCheckAt } = fact.data;
  if (fact.type === 'ObligationArose') {
    const { participantId, commitment, triggerId, anchorId, period, startsAt } = fact.data;
    const { occurred: arisenAt, recorded, data: due } = fact;
    const reconcileObligation = { due, missed: false, lapsed: false, nextCheckAt };
    obligations.set(obligationId, {
      obligationId,
      ground: groundOf(fact.data, commitment),
      participantId,
      commitment,
      triggerId,
      anchorId,
      period,
      startsAt,
      arisenAt,
      recorded,
      ...reconcileObligation,
    });
    return;
  }
  const obligation = obligations.get(obligationId)!;
  obligation.nextCheckAt = nextCheckAt;
  switch (fact.type) {
    case 'ObligationRederived':
      obligation.due = fact.data;
      break;
    case 'ObligationPaused':
      obligation.pausedSince = fact.occurred;
      break;
    case 'ObligationResumed':
      obligation.pausedSince = undefined;
      break;
    case 'ObligationMissed':
      obligation.missed = true;
      break;
    case 'ObligationLapsed':
      obligation.lapsed = true;
      obligation.pausedSince = undefined;
      break;
    case 'ObligationMet': {
      const { late, dischargedBy: by, recordedLate } = fact.data;
      reconcile(obligation, { as: late ? 'met-late' : 'met', at: fact.occurred, by, recordedLate });
      break;
    }
    case 'ObligationWaived':
      reconcile(obligation, { as: 'waived', at: fact.occurred, by: fact.data.by });
      break;
    case 'ObligationExcused':
      reconcile(obligation, { as: 'excused', at: fact.occurred, by: fact.data.by });
      break;
    case 'ObligationVoided':
      reconcile(obligation, { as: 'voided', at: fact.occurred });
      break;
    case 'ObligationSuperseded':
      reconcile(obligation, { as: 'superseded', at: fact.occurred });
      break;
    case 'ObligationReopened':
      obligation.outcome = undefined;
      obligation.lapsed = false;
      break;
  }
}

/** Settled, and so neither closed as missed for good nor paused any more, if it was. */
function reconcile(obligation: Obligation, outcome: Obligation['outcome']): void {
  obligation.outcome = outcome;
  obligation.lapsed = false;
  obligation.pausedSince = undefined;
}
