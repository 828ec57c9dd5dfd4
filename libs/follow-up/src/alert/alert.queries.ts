import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { columns, Conditions } from '@kept-informed/event-store';

/** An alert as the API shows it. */
export interface AlertView {
  readonly alertId: string;
  /** Null: it is about a contact. */
  readonly obligationId: string | null;
  readonly contactId: string | null;
  readonly caseId: string;
  readonly generation: number;
  readonly rung: string;
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly recipient: string;
  readonly status: string;
  readonly snoozedUntil: Instant | null;
  readonly caughtUp: boolean;
  readonly position: string;
}

/** An alert with where its case belongs now. */
export interface PlacedAlert extends AlertView {
  readonly team: string | null;
  readonly bcu: string | null;
}

export interface AlertFilter {
  readonly id?: string;
  readonly status?: string;
  readonly rung?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly recipient?: string;
  readonly caseId?: string;
  /** Only those raised after this position. */
  readonly after?: string;
}

/** Alerts in the order in which they were raised. */
export function listAlerts(manager: EntityManager, filter: AlertFilter, limit: number): Promise<AlertView[]> {
  const wanted = new Conditions();
  wanted.add('a.alert_id = ?', filter.id);
  wanted.add('a.status = ?', filter.status);
  wanted.add('a.rung = ?', filter.rung);
  wanted.add('c.team = ?', filter.team);
  wanted.add('c.bcu = ?', filter.bcu);
  wanted.add('a.recipient = ?', filter.recipient);
  wanted.add('a.case_id = ?', filter.caseId);
  wanted.add('a.position > ?::bigint', filter.after);
  return manager.query(
    `select ${shown} from alerts a join cases c using (case_id) where true ${wanted.sql} order by a.position limit ${limit}`,
    wanted.values,
  );
}

/** These alerts as they stand now, by their ids. */
export async function alertsByIds(manager: EntityManager, ids: readonly string[]): Promise<Map<string, PlacedAlert>> {
  const rows: PlacedAlert[] = await manager.query(
    `select ${shown}, c.team, c.bcu from alerts a join cases c using (case_id) where a.alert_id = any ($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.alertId, row]));
}

const shown = `${columns<AlertView>('a', 'alertId', 'obligationId', 'contactId', 'caseId', 'generation', 'rung', 'dueAt')},
  ${columns<AlertView>('a', 'raisedAt', 'recipient', 'status', 'snoozedUntil', 'caughtUp', 'position')}`;
