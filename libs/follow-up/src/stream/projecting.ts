import type { Project, RecordedFact } from '@kept-informed/event-store';

/** What a projection's statement gets of each fact, as one JSON array. */
interface Row {
  readonly case_id: string;
  readonly version: number;
  readonly position: string;
  readonly occurred: string;
  readonly recorded: string;
  readonly type: string;
  readonly data: unknown;
}

function rowOf({ stream, version, position, occurred, recorded, type, data }: RecordedFact): Row {
  return { case_id: stream.slice('case-'.length), version, position, occurred, recorded, type, data };
}

/** The last fact of each key: an update that met several facts of one row would take any of them. */
function lastOfEach(rows: readonly Row[], key: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

const given = `with f as (select * from jsonb_to_recordset($1::jsonb)
  as g(case_id text, version int, position bigint, occurred timestamptz, recorded timestamptz, type text, data jsonb))`;

/** One set-based statement over all the facts of a run; it reads them as `f`. */
export function statement(sql: string): Project {
  const text = `${given} ${sql}`;
  return (facts, manager) => manager.query(text, [JSON.stringify(facts.map(rowOf))]);
}

/** The same for a statement that changes one row per value of a field: only the last fact of each counts. */
export function lastStatement(field: string, sql: string): Project {
  const text = `${given} ${sql}`;
  const key = (row: Row): string =>
    field === 'case_id' ? row.case_id : (row.data as Readonly<Record<string, string>>)[field]!;
  return (facts, manager) => manager.query(text, [JSON.stringify(lastOfEach(facts.map(rowOf), key))]);
}

/** Facts belong to what a field of theirs names. */
export function ofField(field: string): (fact: RecordedFact) => string {
  return ({ data }) => (data as Readonly<Record<string, string>>)[field]!;
}
