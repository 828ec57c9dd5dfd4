import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** An alert as a message may tell of it: the case's reference is all that it says about anybody. */
export interface AlertSummary {
  readonly alertId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly status: string;
  readonly recipient: string;
  readonly rung: string;
  readonly caughtUp: boolean;
  /** Null: the alert is about a contact, and its rung says why. */
  readonly commitment: string | null;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant;
}

const summaries = `
  select a.alert_id as "alertId", c.case_id as "caseId", c.reference, a.status, a.recipient, a.rung,
    a.caught_up as "caughtUp", o.commitment, o.due_on as "dueOn", coalesce(o.due_at, a.due_at) as "dueAt"
  from alerts a join cases c on c.case_id = a.case_id left join obligations o using (obligation_id)
  where a.alert_id = any ($1)
  order by coalesce(o.due_at, a.due_at), c.reference, a.rung, a.alert_id`;

/** These alerts as they stand now, the longest due first. */
export async function alertSummaries(manager: EntityManager, ids: readonly string[]): Promise<AlertSummary[]> {
  if (ids.length === 0) return [];
  const rows: (Omit<AlertSummary, 'dueAt'> & { dueAt: Date })[] = await manager.query(summaries, [ids]);
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }));
}
