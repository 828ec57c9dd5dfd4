import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { Conditions } from '@kept-informed/event-store';

/** An alert as the API shows it. */
export interface AlertView {
  alertId: string;
  /** Null: it is about a contact. */
  obligationId: string | null;
  contactId: string | null;
  caseId: string;
  generation: number;
  rung: string;
  dueAt: Instant;
  raisedAt: Instant;
  recipient: string;
  status: string;
  snoozedUntil: Instant | null;
  caughtUp: boolean;
  position: string;
}

/** The facts that change an alert, and the status that it has after each. */
export const alertStatusAfter: Readonly<Record<string, string>> = {
  AlertRaised: 'open',
  AlertAcknowledged: 'acknowledged',
  AlertCleared: 'cleared',
  AlertWithdrawn: 'withdrawn',
};

/** An alert with where its case belongs now. */
export interface PlacedAlert extends AlertView {
  team: string | null;
  bcu: string | null;
}

export interface AlertFilter {
  id?: string;
  status?: string;
  rung?: string;
  team?: string;
  bcu?: string;
  recipient?: string;
  caseId?: string;
  /** Only those raised after this position. */
  after?: string;
}

/** Alerts in the order in which they were raised. */
export async function listAlerts(manager: EntityManager, filter: AlertFilter, limit: number): Promise<AlertView[]> {
  const wanted = new Conditions();
  wanted.add('a.alert_id = ?', filter.id);
  wanted.add('a.status = ?', filter.status);
  wanted.add('a.rung = ?', filter.rung);
  wanted.add('c.team = ?', filter.team);
  wanted.add('c.bcu = ?', filter.bcu);
  wanted.add('a.recipient = ?', filter.recipient);
  wanted.add('a.case_id = ?', filter.caseId);
  wanted.add('a.position > ?::bigint', filter.after);
  const rows: AlertRow[] = await manager.query(
    `select a.* from alerts a join cases c using (case_id) where true ${wanted.sql} order by a.position limit ${limit}`,
    wanted.values,
  );
  return rows.map(view);
}

/** These alerts as they stand now, by their ids. */
export async function alertsByIds(manager: EntityManager, ids: readonly string[]): Promise<Map<string, PlacedAlert>> {
  const rows: (AlertRow & { team: string | null; bcu: string | null })[] = await manager.query(
    `select a.*, c.team, c.bcu from alerts a join cases c using (case_id) where a.alert_id = any ($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.alert_id, { ...view(row), team: row.team, bcu: row.bcu }]));
}

/** What `SELECT` gives of an alert. */
interface AlertRow {
  alert_id: string;
  obligation_id: string | null;
  contact_id: string | null;
  case_id: string;
  generation: number;
  rung: string;
  due_at: Date;
  raised_at: Date;
  recipient: string;
  status: string;
  snoozed_until: Date | null;
  caught_up: boolean;
  position: string;
}

function view(row: AlertRow): AlertView {
  return {
    alertId: row.alert_id,
    obligationId: row.obligation_id,
    contactId: row.contact_id,
    caseId: row.case_id,
    generation: row.generation,
    rung: row.rung,
    dueAt: row.due_at.toISOString(),
    raisedAt: row.raised_at.toISOString(),
    recipient: row.recipient,
    status: row.status,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    caughtUp: row.caught_up,
    position: row.position,
  };
}
