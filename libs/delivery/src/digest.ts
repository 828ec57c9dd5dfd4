import type { Instant, Zone } from '@kept-informed/calendar';
import { alertSummaries, dueTeller, type AlertSummary } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import type { Cause, Message } from './message.js';

/** One alert as an e-mail tells of it. */
export interface DigestLine extends Omit<AlertSummary, 'alertId' | 'status' | 'recipient' | 'owed'> {
  /** When its obligation is due; null: it is about a contact. */
  readonly dueInWords: string | null;
  /** Null: not known of messages written before causes were noted. */
  readonly cause: Cause | null;
}

/** What was left out once stays out: an alert that comes back has another message. */
const inMessage = `
  select alert_id as "alertId", cause from deliveries where message_id = $1 and message_id <> '' and state <> 'not-needed'`;

const leaveOut = `
  update deliveries set state = 'not-needed', at = $3 where message_id = $1 and message_id <> '' and alert_id = any ($2)`;

const ended = new Set(['cleared', 'withdrawn', 'snoozed']);

/** What a message has to tell now, the longest due first; alerts that are over for its recipient are left out and marked so. */
export async function digestOf(
  manager: EntityManager,
  { messageId, recipient }: Message,
  { now, zone }: { readonly now: Instant; readonly zone: Zone },
): Promise<DigestLine[]> {
  const rows: { alertId: string; cause: Cause | null }[] = await manager.query(inMessage, [messageId]);
  const causes = new Map(rows.map(({ alertId, cause }) => [alertId, cause]));
  const alerts = await alertSummaries(manager, [...causes.keys()], now);
  const dueInWords = dueTeller(now, zone);
  const isOver = (alert: AlertSummary) => ended.has(alert.status) || alert.recipient !== recipient;
  const over = alerts.filter(isOver).map(({ alertId }) => alertId);
  if (over.length > 0) await manager.query(leaveOut, [messageId, over, now]);
  return alerts
    .filter((alert) => !isOver(alert))
    .map(({ alertId, owed, ...alert }) => ({
      ...alert,
      dueInWords: owed && dueInWords(owed),
      cause: causes.get(alertId)!,
    }));
}
