import type { Instant } from '@kept-informed/calendar';
import type { NewFact, Recording } from '@kept-informed/event-store';
import { evolveAlerts, type Alerts } from '../alert/alert.state.js';
import type { AlertEvent } from '../alert/alert.events.js';
import { evolveCase, type Case, type CaseHistoryEvent } from '../case/case.state.js';
import type { ObligationEvent } from '../obligation/obligation.events.js';
import { evolveObligations, type Obligation } from '../obligation/obligation.state.js';

/** Any fact of a case's stream. */
export type FollowUpEvent = CaseHistoryEvent | ObligationEvent | AlertEvent;

/** A case as its stream tells of it: what people recorded, and what follows from it. */
export interface FollowUp {
  /** The stream's version; 0: nothing is recorded. */
  version: number;
  /** The latest instant at which any of it was recorded. */
  recordedAt?: Instant;
  case?: Case;
  readonly obligations: Map<string, Obligation>;
  readonly alerts: Alerts;
}

export function emptyFollowUp(): FollowUp {
  return { version: 0, obligations: new Map(), alerts: { raised: new Map(), skipped: new Map() } };
}

/** The state with one more fact; changes and answers the given state. */
export function evolve(state: FollowUp, fact: FollowUpEvent): FollowUp {
  state.version = fact.version;
  if (!state.recordedAt || fact.recorded > state.recordedAt) state.recordedAt = fact.recorded;
  if (isObligationEvent(fact)) evolveObligations(state.obligations, fact);
  else if (isAlertEvent(fact)) evolveByAlert(state, fact);
  else state.case = evolveCase(state.case, fact);
  return state;
}

function evolveByAlert({ alerts, obligations }: FollowUp, fact: AlertEvent): void {
  evolveAlerts(alerts, fact);
  if (fact.type !== 'AlertRaised' && fact.type !== 'RungsSkipped') return;
  obligations.get(fact.data.obligationId)!.nextCheckAt = fact.data.nextCheckAt;
}

export function fold(facts: readonly FollowUpEvent[]): FollowUp {
  return facts.reduce(evolve, emptyFollowUp());
}

/** Brings a state up to facts that are about to be recorded; changes the given state. */
export function advance(state: FollowUp, facts: readonly NewFact[], recording: Recording): void {
  for (const fact of facts) {
    const version = state.version + 1;
    const place = { version, position: '', stream: '', simulated: recording.simulated ?? false };
    evolve(state, { ...fact, ...recording, ...place } as FollowUpEvent);
  }
}

function isObligationEvent(fact: FollowUpEvent): fact is ObligationEvent {
  return fact.type.startsWith('Obligation');
}

function isAlertEvent(fact: FollowUpEvent): fact is AlertEvent {
  return fact.type.startsWith('Alert') || fact.type === 'RungsSkipped' || fact.type === 'ConcernRaised';
}
