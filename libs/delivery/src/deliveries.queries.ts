import type { Instant } from '@kept-informed/calendar';
import { jsonInstant } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { mostAttempts } from './back-off.rules.js';
import type { Channel, MessageState } from './message.js';

/** A message as whoever operates the product sees it. Never its recipient's address. */
export interface MessageView {
  readonly messageId: string;
  readonly channel: Channel;
  /** A staff id, or the id of a webhook's endpoint. */
  readonly recipient: string;
  readonly state: MessageState;
  /** Why the last attempt failed, as a code. */
  readonly failure: string | null;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly notBefore: Instant;
  readonly changedAt: Instant;
  /** By the real clock. */
  readonly nextAttemptAt: Instant | null;
  readonly alertIds: readonly string[];
}

export interface AttemptView {
  readonly attempt: number;
  readonly at: Instant;
  /** `sent`, or why not; null: it has not ended, or the worker was killed. */
  readonly outcome: string | null;
  readonly tookMs: number | null;
}

export interface MessageFilter {
  readonly state?: string;
  readonly channel?: string;
  readonly recipient?: string;
  readonly alertId?: string;
  /** Only those older than this place. */
  readonly after?: { readonly createdAt: Instant; readonly messageId: string };
}

/** The index of deliveries by message has those that are in one, so a statement says that it asks for these. */
const view = `m.message_id as "messageId", m.channel, m.recipient, m.state, m.failure, m.attempts,
  m.created_at as "createdAt", m.not_before as "notBefore", m.changed_at as "changedAt",
  case when m.state = 'retrying' then m.retry_at end as "nextAttemptAt",
  array(select d.alert_id from deliveries d where d.message_id = m.message_id and d.message_id <> ''
    order by d.alert_id) as "alertIds"`;

/** Messages, the newest first. */
export async function listMessages(
  manager: EntityManager,
  filter: MessageFilter,
  limit: number,
): Promise<MessageView[]> {
  const { state, channel, recipient, alertId, after } = filter;
  return manager.query(
    `select ${view} from messages m where ($1::text is null or m.state = $1) and ($2::text is null or m.channel = $2)
       and ($3::text is null or m.recipient = $3)
       and ($4::text is null or exists (select from deliveries d where d.message_id = m.message_id and d.alert_id = $4))
       and ($5::timestamptz is null or (m.created_at, m.message_id) < ($5, $6))
     order by m.created_at desc, m.message_id desc limit $7`,
    [state, channel, recipient, alertId, after?.createdAt, after?.messageId, limit].map((value) => value ?? null),
  );
}

/** One message and what was tried. */
export async function messageWithAttempts(
  manager: EntityManager,
  messageId: string,
): Promise<(MessageView & { attemptsMade: AttemptView[] }) | null> {
  const [message]: MessageView[] = await manager.query(`select ${view} from messages m where m.message_id = $1`, [
    messageId,
  ]);
  if (!message) return null;
  const attemptsMade: AttemptView[] = await manager.query(
    `select attempt, at, outcome, took_ms as "tookMs" from message_attempts where message_id = $1 order by attempt`,
    [messageId],
  );
  return { ...message, attemptsMade };
}

/**
 * Has a message that came to nothing sent again, under the id that it always had, with as many attempts as at first.
 * Answers whether there was something to send again: not what was sent, waits or is not needed.
 */
export async function resend(manager: EntityManager, messageId: string, by: string, now: Instant): Promise<boolean> {
  const again = await manager.query(
    `with again as (
       update messages set state = 'retrying', retry_at = null, changed_at = $2, resent_by = $3,
         last_attempt = attempts + ${mostAttempts}
       where message_id = $1 and state in ('dead', 'undeliverable', 'kept') returning message_id
     ), told as (
       update deliveries d set state = 'retrying', at = $2, seen_to_at = null from again
       where d.message_id = again.message_id and d.message_id <> '' and d.state <> 'not-needed'
     )
     select message_id from again`,
    [messageId, now, by],
  );
  return again.length === 1;
}

export interface MessageCount {
  readonly channel: Channel;
  readonly state: MessageState;
  readonly count: number;
}

/** How many messages there are by channel and state. */
export async function countMessages(manager: EntityManager): Promise<MessageCount[]> {
  return manager.query('select channel, state, count(*)::int as count from messages group by 1, 2 order by 1, 2');
}

/** When the message that has waited longest might have left first; null where none waits. */
export async function oldestWaiting(manager: EntityManager, now: Instant): Promise<Instant | null> {
  const [row] = await manager.query(
    `select min(not_before) as at from messages where state in ('waiting', 'sending', 'retrying') and not_before <= $1`,
    [now],
  );
  return row.at;
}

/** What was done to bring an alert to somebody; without a message it is only shown. */
export interface DeliveryView {
  readonly channel: Channel | 'desk';
  readonly at: Instant;
  readonly state: MessageState;
  readonly messageId: string | null;
}

const byAlert = `
  select alert_id as "alertId", jsonb_agg(jsonb_build_object('channel', channel, 'at', ${jsonInstant('at')}, 'state', state,
    'messageId', nullif(message_id, '')) order by channel, message_id) as deliveries
  from deliveries where alert_id = any ($1) group by alert_id`;

/** What was done about each of these alerts; those about which nothing was done yet are not among them. */
export async function deliveriesOf(
  manager: EntityManager,
  alertIds: readonly string[],
): Promise<Map<string, DeliveryView[]>> {
  if (alertIds.length === 0) return new Map();
  const rows: { alertId: string; deliveries: DeliveryView[] }[] = await manager.query(byAlert, [alertIds]);
  return new Map(rows.map(({ alertId, deliveries }) => [alertId, deliveries]));
}
