import { never, type Instant } from '@kept-informed/calendar';
import { alertSummaries } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** One e-mail about an alert that came to nothing. */
interface FailedDelivery {
  readonly alertId: string;
  readonly messageId: string;
  /** Whom the message was for; the alert may be somebody else's by now. */
  readonly recipient: string;
  /** `undeliverable`: there is no address that takes it; `dead`: every attempt failed. */
  readonly state: 'undeliverable' | 'dead';
  readonly at: Instant;
}

/** An alert whose recipient could not be told by one message. */
export interface UnreachedAlert extends FailedDelivery {
  readonly caseId: string;
  readonly rung: string;
}

/** A place in the order in which messages failed. */
export type UnreachedPlace = Pick<FailedDelivery, 'at' | 'alertId' | 'messageId'>;

const failed = `
  select d.alert_id as "alertId", d.message_id as "messageId", m.recipient, d.state, d.at
  from deliveries d join messages m using (message_id)
  where d.state in ('undeliverable', 'dead') and d.channel = 'email' and d.seen_to_at is null
    and ($2::timestamptz is null or (d.at, d.alert_id, d.message_id) > ($2, $3, $4))
  order by d.at, d.alert_id, d.message_id limit $1`;

/**
 * Alerts whose e-mail came to nothing and that nobody has seen to since, the longest ago first, from after a place: what
 * must climb a rung (rules.md, Undelivered alerts). One that is sent again is not among them until it fails again.
 */
export async function unreachedAlerts(
  manager: EntityManager,
  limit: number,
  after?: UnreachedPlace,
): Promise<UnreachedAlert[]> {
  const place = [after?.at ?? null, after?.alertId ?? null, after?.messageId ?? null];
  const rows: FailedDelivery[] = await manager.query(failed, [limit, ...place]);
  const ids = rows.map(({ alertId }) => alertId);
  // Of which case and at which rung they are is the same at any time.
  const alerts = await alertSummaries(manager, ids, never);
  const byId = new Map(alerts.map(({ alertId, caseId, rung }) => [alertId, { caseId, rung }]));
  return rows.map((row) => ({ ...row, ...byId.get(row.alertId)! }));
}

/**
 * Takes it upon this transaction to see to a failure, in which whatever is done about it must be recorded too. Answers
 * whether it was still to be seen to: waits for another who is at it, and then it is theirs.
 */
export async function seeTo(
  manager: EntityManager,
  { alertId, messageId }: UnreachedAlert,
  now: Instant,
): Promise<boolean> {
  const [rows] = await manager.query(
    `update deliveries set seen_to_at = $3 where alert_id = $1 and message_id = $2 and channel = 'email'
       and state in ('undeliverable', 'dead') and seen_to_at is null returning alert_id`,
    [alertId, messageId, now],
  );
  return rows.length === 1;
}
