import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { listAlerts, type AlertedObligation } from './alert.queries.js';

/** An alert as a message may tell of it: of whom it is about it says the case's reference and their role, of a restricted case neither. */
export interface AlertSummary {
  readonly alertId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly status: string;
  readonly recipient: string;
  /** Staff id of who has the case now. */
  readonly owner: string | null;
  readonly rung: string;
  readonly caughtUp: boolean;
  /** Null: the alert is about a contact, and its rung says why. */
  readonly commitment: string | null;
  /** Of whom it is about. */
  readonly role: string | null;
  /** How its obligation stands. */
  readonly owed: AlertedObligation | null;
  readonly dueOn: LocalDate | null;
  /** Of its obligation, or when its contact was recorded. */
  readonly dueAt: Instant;
}

/** These alerts as they stand at `now`, the longest due first. */
export async function alertSummaries(
  manager: EntityManager,
  ids: readonly string[],
  now: Instant,
): Promise<AlertSummary[]> {
  if (ids.length === 0) return [];
  const found = await listAlerts(manager, { filter: { ids }, now, nameOf: () => 'null::text' });
  const restricted = await restrictedAmong(
    manager,
    found.map(({ caseId }) => caseId),
  );
  const summaries = found.map(({ case: of, person, owed, ...alert }) => ({
    ...alert,
    ...of,
    role: person?.role ?? null,
    ...(restricted.has(alert.caseId) && { reference: 'A restricted case', role: null, owner: null }),
    owed,
    dueOn: owed?.dueOn ?? null,
    dueAt: owed?.dueAt ?? alert.dueAt,
  }));
  return summaries.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

/** Of a restricted case a message says that there is one, and no more. */
async function restrictedAmong(manager: EntityManager, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { case_id: string }[] = await manager.query(
    'select case_id from cases where case_id = any ($1) and restricted_to is not null',
    [caseIds],
  );
  return new Set(rows.map(({ case_id: id }) => id));
}

const orderOf = ({ dueAt, reference, rung, alertId }: AlertSummary): string =>
  [dueAt, reference, rung, alertId].join('\n');
