import { addHours, type Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, notFound, refuse } from '@kept-informed/decisions';
import type { AlertAcknowledged, AlertHandedOver, AlertSnoozed, AlertUndeliverable } from './alert.events.js';
import { isLive, type Alert, type Alerts } from './alert.state.js';

/** A member of staff takes an alert on, with a plan or without; the duty stays owed. */
export function acknowledgeAlert(
  alerts: Alerts,
  asked: AlertAcknowledged['data'],
  now: Instant,
): NewFactOf<AlertAcknowledged>[] {
  requireLive(alerts, asked.alertId);
  return [{ type: 'AlertAcknowledged', data: asked, occurred: now }];
}

/** How long an alert can be put aside, in days of 24 hours: whoever wants to wait longer looks again in between. */
const longestSnoozeDays = 30;

/** An alert is put aside until an instant ahead, of 30 days at most; neither the duty nor the ladder waits for it. */
export function snoozeAlert(alerts: Alerts, asked: AlertSnoozed['data'], now: Instant): NewFactOf<AlertSnoozed>[] {
  requireLive(alerts, asked.alertId);
  if (asked.until <= now) throw refuse('ends-before-it-begins', '/until', 'Give an instant that is still ahead.');
  const latest = addHours(now, longestSnoozeDays * 24);
  if (asked.until > latest)
    throw refuse(
      'too-far-ahead',
      '/until',
      `An alert can be put aside for ${longestSnoozeDays} days: until ${latest}.`,
    );
  return [{ type: 'AlertSnoozed', data: asked, occurred: now }];
}

/** Somebody else is to act on an alert. */
export function handOverAlert(
  alerts: Alerts,
  asked: Omit<AlertHandedOver['data'], 'from' | 'undeliverable'>,
  now: Instant,
): NewFactOf<AlertHandedOver>[] {
  const { recipient: from } = requireLive(alerts, asked.alertId);
  if (from === asked.to) throw refuse('already-theirs', '/to', 'The alert is theirs already.');
  return [{ type: 'AlertHandedOver', data: { ...asked, from }, occurred: now }];
}

/**
 * No message about an alert could be brought to its recipient: a recorded failure, and whoever comes next is told instead
 * (rules.md, Undelivered alerts). Nothing where the alert has ended, is somebody else's by now, or they have seen it all
 * the same.
 */
export function escalateUndelivered(
  { raised }: Alerts,
  { alertId, recipient }: { readonly alertId: string; readonly recipient: string },
  nextUp: (alert: Alert) => string | null,
  now: Instant,
): NewFactOf<AlertUndeliverable | AlertHandedOver>[] {
  const alert = raised.get(alertId);
  if (!alert || !isLive(alert) || alert.seen || alert.recipient !== recipient) return [];
  const failed: NewFactOf<AlertUndeliverable> = {
    type: 'AlertUndeliverable',
    data: { alertId, recipient },
    occurred: now,
  };
  const to = nextUp(alert);
  if (to === null || to === recipient) return [failed];
  return [
    failed,
    { type: 'AlertHandedOver', data: { alertId, from: recipient, to, undeliverable: true }, occurred: now },
  ];
}

function requireLive({ raised }: Alerts, alertId: string): Alert {
  const alert = raised.get(alertId);
  if (!alert) throw notFound('unknown-alert', 'There is no such alert.');
  if (!isLive(alert)) throw conflict('alert-ended', 'The alert has ended: what it was about was met, or is gone.');
  return alert;
}
