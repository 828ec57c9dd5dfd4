import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import type { AlertEvent, AlertStatus } from './alert.events.js';

export interface Alert {
  readonly alertId: string;
  /** None: it is about a contact, a message, or a look at a restricted case. */
  readonly obligationId?: string;
  readonly contactId?: string;
  readonly messageId?: string;
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

/** The alerts of a case and the rungs that raised none. */
export const alertFold: Fold<Alerts, AlertEvent> = {
  AlertRaised: ({ raised }, { data, occurred }) => {
    const { alertId, obligationId, generation, rung, recipient } = data;
    raised.set(alertId, { alertId, obligationId, generation, rung, recipient, at: occurred, ...untouched() });
  },
  ConcernRaised: ({ raised }, { data, occurred }) => {
    const { alertId, contactId, messageId, rung, recipient } = data;
    raised.set(alertId, {
      alertId,
      contactId,
      messageId,
      generation: 1,
      rung,
      recipient,
      at: occurred,
      ...untouched(),
    });
  },
  RungsSkipped: ({ skipped }, { data: { obligationId, generation, rungs } }) => {
    const before = skipped.get(obligationId);
    const same = before?.generation === generation ? before.rungs : [];
    skipped.set(obligationId, { generation, rungs: new Set([...same, ...rungs]) });
  },
  AlertAcknowledged: ({ raised }, { data }) => {
    const alert = raised.get(data.alertId)!;
    alert.status = 'acknowledged';
    alert.seen = true;
    alert.withPlan ||= data.withPlan;
  },
  AlertSnoozed: ({ raised }, { data }) => {
    const alert = raised.get(data.alertId)!;
    alert.status = 'snoozed';
    alert.seen = true;
    alert.snoozedUntil = data.until;
  },
  AlertAwoke: ({ raised }, { data }) => {
    const alert = raised.get(data.alertId)!;
    alert.status = 'open';
    alert.seen = false;
  },
  AlertHandedOver: ({ raised }, { data }) => {
    const alert = raised.get(data.alertId)!;
    alert.recipient = data.to;
    alert.seen = false;
  },
  AlertUndeliverable: ({ raised }, { data }) => raised.get(data.alertId)!.unreached.push(data.recipient),
  AlertCleared: ({ raised }, { data }) => {
    raised.get(data.alertId)!.status = 'cleared';
  },
  AlertWithdrawn: ({ raised }, { data }) => {
    raised.get(data.alertId)!.status = 'withdrawn';
  },
};

function untouched(): Pick<Alert, 'status' | 'withPlan' | 'seen' | 'unreached'> {
  return { status: 'open', withPlan: false, seen: false, unreached: [] };
}
