import type { EntityManager } from 'typeorm';
import { behind, type Checkpoint } from './checkpoint.js';

/** A fact exactly as it is stored: never brought up to today's shape, its instants to the last digit. */
export interface StoredFact {
  readonly position: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly typeVersion: number;
  readonly data: unknown;
  /** RFC 3339 in UTC, without zeroes at its end. */
  readonly occurred: string;
  readonly known?: string;
  readonly causedBy?: number;
  readonly recorded: string;
  readonly by: string;
  readonly requestId: string;
  readonly simulated: boolean;
}

interface StoredRow {
  readonly position: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly type_version: number;
  readonly data: unknown;
  readonly occurred: string;
  readonly known: string | null;
  readonly caused_by: number | null;
  readonly recorded: string;
  readonly recorded_by: string;
  readonly request_id: string;
  readonly simulated: boolean;
  readonly transaction: string;
}

/** Instants as text, for what reads them elsewhere cuts what is finer than a millisecond. */
const columns = `position, stream, version, type, type_version, data, occurred::text, known::text, caused_by, recorded::text,
  recorded_by, request_id, simulated, transaction`;

const factsAfter = `
  select horizon, found.* from pg_snapshot_xmin(pg_current_snapshot()) as horizon left join lateral (
    select ${columns} from facts where (transaction, position) > ($1::xid8, $2::bigint) and ($4 or transaction < horizon)
    order by transaction, position limit $3
  ) found on true order by transaction, position`;

/**
 * Up to `limit` facts after a place as they are stored, in the order in which readers are given them, and the place to go
 * on from. `inFlight`: also those of transactions that could still be overtaken, for whoever looks at one moment only.
 */
export async function storedAfter(
  manager: EntityManager,
  { transaction, position }: Checkpoint,
  limit: number,
  { inFlight = false } = {},
): Promise<{ facts: StoredFact[]; places: Checkpoint[]; checkpoint: Checkpoint }> {
  const asked = [transaction, position, limit, inFlight];
  const rows: (StoredRow & { horizon: string })[] = await manager.query(factsAfter, asked);
  const found = rows.filter((row) => row.position !== null);
  return {
    facts: found.map(stored),
    places: found.map((row) => ({ transaction: row.transaction, position: row.position })),
    checkpoint: behind(found, limit, rows[0]!.horizon),
  };
}

/** The facts at these positions as they are stored, by position; one that is not there is left out. */
export async function storedAt(
  manager: EntityManager,
  positions: readonly string[],
): Promise<ReadonlyMap<string, StoredFact>> {
  const rows: StoredRow[] = await manager.query(`select ${columns} from facts where position = any($1::bigint[])`, [
    positions,
  ]);
  return new Map(rows.map((row) => [row.position, stored(row)]));
}

function stored(row: StoredRow): StoredFact {
  return {
    position: row.position,
    stream: row.stream,
    version: row.version,
    type: row.type,
    typeVersion: row.type_version,
    data: row.data,
    occurred: instantOf(row.occurred),
    ...(row.known !== null && { known: instantOf(row.known) }),
    ...(row.caused_by !== null && { causedBy: row.caused_by }),
    recorded: instantOf(row.recorded),
    by: row.recorded_by,
    requestId: row.request_id,
    simulated: row.simulated,
  };
}

/** `2026-11-28T09:30:00.5Z` from `2026-11-28 09:30:00.5+00`, as PostgreSQL writes it in UTC; what never comes stays as it is. */
function instantOf(text: string): string {
  if (text.endsWith('infinity')) return text;
  if (!text.endsWith('+00')) throw new Error('The database does not tell instants in UTC');
  return `${text.slice(0, -3).replace(' ', 'T')}Z`;
}
