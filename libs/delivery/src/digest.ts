import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** One alert as an e-mail tells of it. The case reference is all it says about anybody. */
export interface DigestLine {
  readonly reference: string;
  readonly rung: string;
  readonly commitment: string;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant;
  readonly caughtUp: boolean;
}

const leaveOutEnded = `
  update deliveries d set state = 'not-needed', at = $2 from alerts a
  where d.message_id = $1 and d.alert_id = a.alert_id and a.status in ('cleared', 'withdrawn')`;

const lines = `
  select c.reference, a.rung, o.commitment, o.due_on as "dueOn", o.due_at as "dueAt", a.caught_up as "caughtUp"
  from deliveries d join alerts a using (alert_id) join obligations o using (obligation_id)
    join cases c on c.case_id = a.case_id
  where d.message_id = $1 and a.status not in ('cleared', 'withdrawn')
  order by o.due_at, c.reference, a.rung, a.alert_id`;

/** What a message has to tell now, the longest due first; alerts that have ended are left out and marked so. */
export async function digestOf(manager: EntityManager, messageId: string, now: Instant): Promise<DigestLine[]> {
  await manager.query(leaveOutEnded, [messageId, now]);
  const rows: (Omit<DigestLine, 'dueAt'> & { dueAt: Date })[] = await manager.query(lines, [messageId]);
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }));
}
