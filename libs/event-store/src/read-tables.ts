import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from './facts.js';
import type { ReadTable, RowValues } from './read-table.js';
import { insertion, keeping, remembering, update } from './row-statements.js';
import type { PreparedStatement } from './unit-of-work.js';

/** One row that a fact adds or changes. */
export interface RowChange {
  readonly table: ReadTable;
  readonly adds: boolean;
  readonly row: RowValues;
}

export function added<Column extends string>(table: ReadTable<Column, Column>, row: RowValues<Column>): RowChange {
  return { table, adds: true, row };
}

export function changed<Column extends string, Key extends Column>(
  table: ReadTable<Column, Key>,
  row: RowValues<Key> & Partial<RowValues<Column>>,
): RowChange {
  return { table, adds: false, row };
}

interface MergedRow {
  adds: boolean;
  row: Record<string, unknown>;
}

/** What a batch of facts leaves of one table: each row once, however many facts changed it. */
class TableChanges {
  readonly #rows = new Map<string, MergedRow>();
  readonly #history: Record<string, unknown>[] = [];
  readonly #earlier: Record<string, unknown>[] = [];
  /** All columns that are remembered, with nothing in them: rows of one shape are made in a quarter of the time. */
  readonly #blank: Readonly<Record<string, unknown>>;

  constructor(private readonly table: ReadTable) {
    const columns = [...table.key, 'position', 'recorded_at', ...(table.history?.columns ?? [])];
    this.#blank = Object.fromEntries(columns.map((column) => [column, undefined]));
  }

  add({ adds, row }: RowChange, fact: RecordedFact | undefined): void {
    const { table } = this;
    const key = table.key.map((column) => row[column]).join('\n');
    const before = this.#rows.get(key);
    if (table.earlier && fact) this.#keep(adds ? row : before?.row, before?.row ?? only(row, table.key), fact);
    if (!before) this.#rows.set(key, { adds, row: { ...row } });
    else if (adds) this.#rows.set(key, { adds, row: { ...row, ...only(before.row, table.kept ?? []) } });
    else Object.assign(before.row, table.latest ? unlessLater(table.latest, before.row, row) : row);
    if (table.history && fact) this.#remember(this.#rows.get(key)!.row, table.history.columns, fact);
  }

  /**
   * The row as it was until now; one that is first known with this fact was never otherwise. Where `known` does not tell since
   * when it is known, the table will.
   */
  #keep(known: RowValues | undefined, before: RowValues, { position, recorded }: RecordedFact): void {
    const since = known?.[this.table.since!] as Instant | undefined;
    if (since === undefined || since < recorded)
      this.#earlier.push({ ...before, replaced_by: position, replaced_at: recorded });
  }

  #remember(
    row: Record<string, unknown>,
    columns: readonly string[],
    { position, recorded, known = recorded }: RecordedFact,
  ): void {
    const remembered: Record<string, unknown> = { ...this.#blank, position, recorded_at: known };
    for (const column of this.table.key) remembered[column] = row[column];
    for (const column of columns) remembered[column] = row[column];
    this.#history.push(remembered);
  }

  /** The statements for these changes, each with the rows that it is given. */
  *parts(): Generator<StatementPart> {
    const rows = [...this.#rows.values()];
    const [adding, changing] = [rows.filter(({ adds }) => adds), rows.filter(({ adds }) => !adds)];
    const { table } = this;
    const { name, history, earlier } = table;
    if (adding.length > 0) yield { name: `+${name}`, sql: insertion(table), rows: adding.map(({ row }) => row) };
    if (changing.length > 0) yield { name: `~${name}`, sql: update(table), rows: changing.map(({ row }) => row) };
    if (history && this.#history.length > 0)
      yield { name: `+${history.name}`, sql: remembering(table, history), rows: this.#history };
    if (earlier && this.#earlier.length > 0)
      yield { name: `+${earlier.name}`, sql: keeping(table, earlier), rows: this.#earlier };
  }
}

interface StatementPart {
  readonly name: string;
  /** Its text, given the name of its parameter: asked for only where the whole statement is not known yet. */
  readonly sql: (given: string) => string;
  readonly rows: readonly RowValues[];
}

function only(row: RowValues, columns: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const column of columns) if (column in row) found[column] = row[column];
  return found;
}

function unlessLater({ by, sets }: NonNullable<ReadTable['latest']>, before: RowValues, row: RowValues): RowValues {
  const [now, then] = [row[by] ?? '', before[by] ?? ''] as [string, string];
  if (now === '' || then <= now) return row;
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== by && !sets.includes(column)));
}

/** Changes of rows, to be written by one statement. */
export class RowChanges {
  readonly #tables = new Map<ReadTable, TableChanges>();

  /** `fact`: the one that brought it about, where it is to be found in the table's history. */
  add(change: RowChange, fact?: RecordedFact): void {
    let changes = this.#tables.get(change.table);
    if (!changes) this.#tables.set(change.table, (changes = new TableChanges(change.table)));
    changes.add(change, fact);
  }

  /** Null: there is nothing to write. */
  statement(): { statement: PreparedStatement; values: string[] } | null {
    const parts = [...this.#tables.values()].flatMap((changes) => [...changes.parts()]);
    if (parts.length === 0) return null;
    return { statement: statementOf(parts), values: parts.map(({ rows }) => JSON.stringify(rows)) };
  }
}

const statements = new Map<string, PreparedStatement>();

/** One statement for each set of tables that change together; a name longer than PostgreSQL's 63 bytes would be cut. */
function statementOf(parts: readonly StatementPart[]): PreparedStatement {
  const key = parts.map(({ name }) => name).join(' ');
  const known = statements.get(key);
  if (known) return known;
  const each = parts.map(({ sql }, index) => `part_${index} as (${sql(`$${index + 1}`)})`);
  const made = { name: `rows-${statements.size + 1}`, text: `with ${each.join(',\n')} select` };
  statements.set(key, made);
  return made;
}
