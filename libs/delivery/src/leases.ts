import { randomUUID } from 'node:crypto';
import type { Clock, Instant } from '@kept-informed/calendar';
import type { UnitOfWork } from '@kept-informed/event-store';
import type { Channel, Message, MessageState } from './message.js';

/** A message that this process has, until its lease runs out. */
export interface LeasedMessage extends Omit<Message, 'attempt'> {
  readonly lease: string;
}

/** How long a worker that was killed keeps its messages from the others. Longer than an attempt may take. */
export const leaseSeconds = 20;

const isDue = `(m.state in ('waiting', 'retrying') and m.not_before <= $2
    and (m.retry_at is null or m.retry_at <= clock_timestamp())
  or m.state = 'sending' and m.leased_until <= clock_timestamp())`;

/** The recipients that have waited longest, and of each the messages that have. Rows that others hold are passed over. */
const take = `
  with due as materialized (
    select recipient, min(not_before) as since from messages m where channel = $1 and recipient <> all ($3) and ${isDue}
    group by recipient order by since, recipient limit $4
  ), picked as materialized (
    select mine.message_id from due cross join lateral (
      select message_id from messages m where channel = $1 and recipient = due.recipient and ${isDue}
      order by not_before, created_at, message_id limit $5 for update skip locked
    ) mine
  )
  update messages m set state = 'sending', lease = $6, leased_until = clock_timestamp() + interval '${leaseSeconds} s'
  from picked where m.message_id = picked.message_id
  returning m.message_id as "messageId", m.recipient, m.event_id as "eventId", m.body, m.lease, m.not_before as "notBefore"`;

const begin = `
  with begun as (
    update messages set attempts = attempts + 1, leased_until = clock_timestamp() + interval '${leaseSeconds} s'
    where message_id = $1 and lease = $2 returning attempts, last_attempt
  ), noted as (
    insert into message_attempts (message_id, attempt, at) select $1, attempts, $3 from begun
  )
  select attempts, last_attempt from begun`;

/** Whoever knows that a message was taken by its receiver says so, also after the lease: that is how it is. */
const end = `
  with ended as (
    update messages set state = $3, failure = $4, changed_at = $5, lease = null, leased_until = null,
      retry_at = clock_timestamp() + $6::float8 * interval '1 s'
    where message_id = $1 and (lease = $2 or $3 = 'sent') returning message_id, state
  ), tried as (
    update message_attempts set outcome = coalesce($4, $3), took_ms = $8 where message_id = $1 and attempt = $7
  )
  update deliveries d set state = ended.state, at = $5 from ended
  where d.message_id = ended.message_id and d.message_id <> '' and d.state <> 'not-needed'`;

const letGo = `
  update messages set state = case when attempts = 0 then 'waiting' else 'retrying' end, lease = null, leased_until = null
  where message_id = any ($1) and lease = any ($2)`;

const letWait = `
  update messages set retry_at = greatest(retry_at, clock_timestamp() + $3::float8 * interval '1 s')
  where channel = $1 and recipient = $2 and state in ('waiting', 'retrying')`;

export interface AttemptEnd {
  readonly state: MessageState;
  readonly reason: string | null;
  /** Seconds until the next attempt; null: there is none. */
  readonly retryIn: number | null;
  readonly attempt: number;
  readonly tookMs: number;
}

/** Which of all workers sends what. Everything that a worker knows of a message goes through here. */
export class Leases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes what is due, for at most so many recipients and messages of each; not for those that are `busy`. */
  async take(channel: Channel, busy: readonly string[], recipients: number, each: number): Promise<LeasedMessage[]> {
    const asked = [channel, this.clock.now(), busy, recipients, each, randomUUID()];
    const [rows]: [(LeasedMessage & { notBefore: Instant })[]] = await this.work.manager.query(take, asked);
    return rows.sort((a, b) => Date.parse(a.notBefore) - Date.parse(b.notBefore));
  }

  /** Notes that an attempt begins. Null: the lease had run out, and the message is another worker's. */
  async begin({ messageId, lease }: LeasedMessage): Promise<{ attempt: number; isLast: boolean } | null> {
    const [row] = await this.work.manager.query(begin, [messageId, lease, this.clock.now()]);
    return row ? { attempt: row.attempts, isLast: row.attempts >= row.last_attempt } : null;
  }

  /** Notes what came of it, for the message and for the alerts in it. */
  async end(
    { messageId, lease }: LeasedMessage,
    { state, reason, retryIn, attempt, tookMs }: AttemptEnd,
  ): Promise<void> {
    const asked = [messageId, lease, state, reason, this.clock.now(), retryIn, attempt, tookMs];
    await this.work.manager.query(end, asked);
  }

  /** Gives back what was not tried. */
  async letGo(leased: readonly LeasedMessage[]): Promise<void> {
    if (leased.length === 0) return;
    const ids = leased.map(({ messageId }) => messageId);
    await this.work.manager.query(letGo, [ids, leased.map(({ lease }) => lease)]);
  }

  /** Nothing goes to this recipient before so many seconds have passed. */
  async letWait(channel: Channel, recipient: string, seconds: number): Promise<void> {
    await this.work.manager.query(letWait, [channel, recipient, seconds]);
  }
}
