import type { Instant } from '@kept-informed/calendar';
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

const view = `m.message_id as "messageId", m.channel, m.recipient, m.state, m.failure, m.attempts,
  m.created_at as "createdAt", m.not_before as "notBefore", m.changed_at as "changedAt",
  case when m.state = 'retrying' then m.retry_at end as "nextAttemptAt",
  array(select d.alert_id from deliveries d where d.message_id = m.message_id order by d.alert_id) as "alertIds"`;

/** Messages, the newest first. */
export async function listMessages(
  manager: EntityManager,
  filter: MessageFilter,
  limit: number,
): Promise<MessageView[]> {
  const { state, channel, recipient, alertId, after } = filter;
  const rows: MessageRow[] = await manager.query(
    `select ${view} from messages m where ($1::text is null or m.state = $1) and ($2::text is null or m.channel = $2)
       and ($3::text is null or m.recipient = $3)
       and ($4::text is null or exists (select from deliveries d where d.message_id = m.message_id and d.alert_id = $4))
       and ($5::timestamptz is null or (m.created_at, m.message_id) < ($5, $6))
     order by m.created_at desc, m.message_id desc limit $7`,
    [state, channel, recipient, alertId, after?.createdAt, after?.messageId, limit].map((value) => value ?? null),
  );
  return rows.map(shown);
}

/** One message and what was tried. */
export async function messageWithAttempts(
  manager: EntityManager,
  messageId: string,
): Promise<(MessageView & { attemptsMade: AttemptView[] }) | null> {
  const [row]: MessageRow[] = await manager.query(`select ${view} from messages m where m.message_id = $1`, [
    messageId,
  ]);
  if (!row) return null;
  const tries: (Omit<AttemptView, 'at'> & { at: Date })[] = await manager.query(
    `select attempt, at, outcome, took_ms as "tookMs" from message_attempts where message_id = $1 order by attempt`,
    [messageId],
  );
  return { ...shown(row), attemptsMade: tries.map((each) => ({ ...each, at: each.at.toISOString() })) };
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
       where d.message_id = again.message_id and d.state <> 'not-needed'
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
  return row.at === null ? null : row.at.toISOString();
}

/** An alert whose recipient could not be told by one message. */
export interface UnreachedAlert {
  readonly alertId: string;
  readonly messageId: string;
  readonly caseId: string;
  /** Null: the alert is about a contact. */
  readonly obligationId: string | null;
  readonly rung: string;
  /** Whom the message was for; the alert may be somebody else's by now. */
  readonly recipient: string;
  /** `undeliverable`: there is no address that takes it; `dead`: every attempt failed. */
  readonly state: 'undeliverable' | 'dead';
  readonly at: Instant;
}

/** A place in the order in which messages failed. */
export type UnreachedPlace = Pick<UnreachedAlert, 'at' | 'alertId' | 'messageId'>;

/**
 * Alerts whose e-mail came to nothing and that nobody has seen to since, the longest ago first, from after a place: what
 * must climb a rung (rules.md, Undelivered alerts). One that is sent again is not among them until it fails again.
 */
export async function unreachedAlerts(
  manager: EntityManager,
  limit: number,
  after?: UnreachedPlace,
): Promise<UnreachedAlert[]> {
  const rows: (Omit<UnreachedAlert, 'at'> & { at: Date })[] = await manager.query(
    `select d.alert_id as "alertId", d.message_id as "messageId", a.case_id as "caseId", a.obligation_id as "obligationId",
       a.rung, m.recipient, d.state, d.at
     from deliveries d join messages m using (message_id) join alerts a using (alert_id)
     where d.state in ('undeliverable', 'dead') and d.channel = 'email' and d.seen_to_at is null
       and ($2::timestamptz is null or (d.at, d.alert_id, d.message_id) > ($2, $3, $4))
     order by d.at, d.alert_id, d.message_id limit $1`,
    [limit, after?.at ?? null, after?.alertId ?? null, after?.messageId ?? null],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
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

type Dates = 'createdAt' | 'notBefore' | 'changedAt';
type MessageRow = Omit<MessageView, Dates | 'nextAttemptAt'> & Record<Dates, Date> & { nextAttemptAt: Date | null };

function shown(row: MessageRow): MessageView {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    notBefore: row.notBefore.toISOString(),
    changedAt: row.changedAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  };
}
