import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import type { Cause } from './message.js';

/** One alert as an e-mail tells of it. The case reference is all it says about anybody. */
export interface DigestLine {
  readonly reference: string;
  readonly rung: string;
  /** Null: the alert is about a contact, and its rung says why. */
  readonly commitment: string | null;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant;
  readonly caughtUp: boolean;
  /** Null: not known of messages written before causes were noted. */
  readonly cause: Cause | null;
}

/** An alert that has ended, was put aside or is somebody else's by now. */
const isOver = `(a.status in ('cleared', 'withdrawn', 'snoozed') or a.recipient <> m.recipient)`;

const leaveOutOver = `
  update deliveries d set state = 'not-needed', at = $2 from alerts a, messages m
  where d.message_id = $1 and m.message_id = $1 and d.alert_id = a.alert_id and ${isOver}`;

/** What was left out once stays out: an alert that comes back has another message. */
const lines = `
  select c.reference, a.rung, o.commitment, o.due_on as "dueOn", coalesce(o.due_at, a.due_at) as "dueAt",
    a.caught_up as "caughtUp", d.cause
  from deliveries d join alerts a using (alert_id) left join obligations o using (obligation_id)
    join cases c on c.case_id = a.case_id
  where d.message_id = $1 and d.state <> 'not-needed'
  order by coalesce(o.due_at, a.due_at), c.reference, a.rung, a.alert_id`;

/** What a message has to tell now, the longest due first; alerts that are over for its recipient are left out and marked so. */
export async function digestOf(manager: EntityManager, messageId: string, now: Instant): Promise<DigestLine[]> {
  await manager.query(leaveOutOver, [messageId, now]);
  const rows: (Omit<DigestLine, 'dueAt'> & { dueAt: Date })[] = await manager.query(lines, [messageId]);
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }));
}
