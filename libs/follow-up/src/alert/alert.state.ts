import type { Instant } from '@kept-informed/calendar';
import type { AlertEvent, AlertStatus } from './alert.events.js';

export interface Alert {
  readonly alertId: string;
  /** None: it is about a contact. */
  readonly obligationId?: string;
  readonly contactId?: string;
  readonly generation: number;
  readonly rung: string;
  readonly at: Instant;
  recipient: string;
  status: AlertStatus;
  snoozedUntil?: Instant;
  withPlan: boolean;
  /** Whoever is to act on it has acknowledged it or put it aside since it came to them. */
  seen: boolean;
  /** To whom no message about it could be brought, in order. */
  readonly unreached: string[];
}

/** The alerts of a case, and the rungs of each obligation that raised none. */
export interface Alerts {
  readonly raised: Map<string, Alert>;
  /** Per obligation: the rungs skipped in the latest generation of which some were. */
  readonly skipped: Map<string, SkippedRungs>;
}

export interface SkippedRungs {
  readonly generation: number;
  readonly rungs: Set<string>;
}

/** Somebody is still expected to do something about it. */
export const isLive = ({ status }: Alert): boolean => status !== 'cleared' && status !== 'withdrawn';

/** The alerts with one more fact; changes the given state. */
export function evolveAlerts({ raised, skipped }: Alerts, fact: AlertEvent): void {
  switch (fact.type) {
    case 'AlertRaised': {
      const { alertId, obligationId, generation, rung, recipient } = fact.data;
      const about = { alertId, obligationId, generation, rung, recipient };
      raised.set(alertId, { ...about, at: fact.occurred, status: 'open', withPlan: false, seen: false, unreached: [] });
      break;
    }
    case 'ConcernRaised': {
      const { alertId, contactId, rung, recipient } = fact.data;
      const about = { alertId, contactId, generation: 1, rung, recipient };
      raised.set(alertId, { ...about, at: fact.occurred, status: 'open', withPlan: false, seen: false, unreached: [] });
      break;
    }
    case 'RungsSkipped': {
      const { obligationId, generation, rungs } = fact.data;
      const before = skipped.get(obligationId);
      const same = before?.generation === generation ? before.rungs : [];
      skipped.set(obligationId, { generation, rungs: new Set([...same, ...rungs]) });
      break;
    }
    case 'AlertAcknowledged': {
      const alert = raised.get(fact.data.alertId)!;
      alert.status = 'acknowledged';
      alert.seen = true;
      alert.withPlan ||= fact.data.withPlan;
      break;
    }
    case 'AlertSnoozed': {
      const alert = raised.get(fact.data.alertId)!;
      alert.status = 'snoozed';
      alert.seen = true;
      alert.snoozedUntil = fact.data.until;
      break;
    }
    case 'AlertAwoke': {
      const alert = raised.get(fact.data.alertId)!;
      alert.status = 'open';
      alert.seen = false;
      break;
    }
    case 'AlertHandedOver': {
      const alert = raised.get(fact.data.alertId)!;
      alert.recipient = fact.data.to;
      alert.seen = false;
      break;
    }
    case 'AlertUndeliverable':
      raised.get(fact.data.alertId)!.unreached.push(fact.data.recipient);
      break;
    case 'AlertCleared':
      raised.get(fact.data.alertId)!.status = 'cleared';
      break;
    case 'AlertWithdrawn':
      raised.get(fact.data.alertId)!.status = 'withdrawn';
      break;
  }
}
