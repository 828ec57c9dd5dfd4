import type { Instant } from '@kept-informed/calendar';
import type { AlertEvent } from './alert.events.js';

export interface Alert {
  readonly alertId: string;
  readonly obligationId: string;
  readonly rung: string;
  readonly at: Instant;
  status: 'open' | 'acknowledged' | 'cleared' | 'withdrawn';
  withPlan: boolean;
}

/** The alerts of a case, and the rungs of each obligation that need nothing more. */
export interface Alerts {
  readonly raised: Map<string, Alert>;
  /** Per obligation: rungs raised (and not withdrawn since) or skipped. */
  readonly handled: Map<string, Set<string>>;
}

/** The alerts with one more fact; changes the given state. */
export function evolveAlerts({ raised, handled }: Alerts, fact: AlertEvent): void {
  switch (fact.type) {
    case 'AlertRaised': {
      const { alertId, obligationId, rung } = fact.data;
      raised.set(alertId, { alertId, obligationId, rung, at: fact.occurred, status: 'open', withPlan: false });
      handledOf(handled, obligationId).add(rung);
      break;
    }
    case 'RungsSkipped':
      for (const rung of fact.data.rungs) handledOf(handled, fact.data.obligationId).add(rung);
      break;
    case 'AlertAcknowledged': {
      const alert = raised.get(fact.data.alertId)!;
      alert.status = 'acknowledged';
      alert.withPlan ||= fact.data.withPlan;
      break;
    }
    case 'AlertCleared':
      raised.get(fact.data.alertId)!.status = 'cleared';
      break;
    case 'AlertWithdrawn': {
      const alert = raised.get(fact.data.alertId)!;
      alert.status = 'withdrawn';
      handled.get(alert.obligationId)?.delete(alert.rung);
      break;
    }
  }
}

function handledOf(handled: Alerts['handled'], obligationId: string): Set<string> {
  const rungs = handled.get(obligationId) ?? new Set<string>();
  handled.set(obligationId, rungs);
  return rungs;
}
