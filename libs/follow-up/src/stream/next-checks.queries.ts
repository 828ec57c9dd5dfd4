import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** What is to be looked at by an instant, of obligations and of cases where nothing is current. */
const due = `
  select case_id, wake_at from obligations where wake_at <= $1
  union all
  select case_id, wake_at from cases where wake_at <= $1`;

/** The cases with something to look at by now, the longest due first. */
export async function casesDue(manager: EntityManager, now: Instant, limit: number): Promise<string[]> {
  const rows: { case_id: string }[] = await manager.query(
    `select case_id from (${due}) due group by case_id order by min(wake_at), case_id limit $2`,
    [now, limit],
  );
  return rows.map(({ case_id: caseId }) => caseId);
}

/** The instant of the oldest thing that is due and not yet looked at; null where nothing is. */
export async function oldestDue(manager: EntityManager, now: Instant): Promise<Instant | null> {
  const [row] = await manager.query(`select min(wake_at) as at from (${due}) due`, [now]);
  return row.at === null ? null : row.at.toISOString();
}
