import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import type { AnyProjection } from './projections.js';
import type { ReadTable } from './read-table.js';

/** The part of the log that tells at which version a stream stands. */
const facts: ReadTable = { name: 'facts', key: ['position'], columns: ['stream', 'version'], since: 'recorded' };

/**
 * A manager whose questions find the read tables of projections as they stood, as recorded by an instant, and the streams at
 * the versions that they had (docs/decisions/0020). A question need not know: over each table lies a common table of its
 * name, and PostgreSQL passes over those that are not asked for. `asTheyAre`: tables that the question sees to itself.
 */
export function asKnown(
  manager: EntityManager,
  projections: readonly AnyProjection[],
  knownAt: Instant,
  asTheyAre: readonly string[] = [],
): EntityManager {
  const tables = [facts, ...projections.flatMap((projection) => projection.tables)].filter(
    ({ name, since }) => since !== undefined && !asTheyAre.includes(name),
  );
  const query = (text: string, values: readonly unknown[] = []): Promise<unknown> => {
    const at = `$${values.length + 1}::timestamptz`;
    const asTheyStood = tables.map((table) => `${table.name} as not materialized (${tableAsKnown(table, at)})`);
    const [, rest] = /^\s*with\s([^]*)$/.exec(text) ?? [];
    const asked = rest === undefined ? ` ${text}` : `, ${rest}`;
    return manager.query(`with ${asTheyStood.join(',\n')}${asked}`, [...values, knownAt]);
  };
  return Object.create(manager, { query: { value: query } }) as EntityManager;
}

/**
 * SQL for the rows of a table as they stood, as recorded by an instant, of which `at` is SQL. Nearly every row is as it was:
 * columns that cannot have changed are taken from it as they are, so that PostgreSQL plans with what it knows of them.
 */
function tableAsKnown(table: ReadTable, at: string): string {
  const { earlier, history, since } = table;
  if (history) return besides(table, { ...history, known: lastKnown(table, history.name, at) }, at);
  if (!earlier) return `${selected(table, (column) => `t.${column}`)} where t.${since!} <= ${at}`;
  const { name, columns = table.columns } = earlier;
  if (table.carried) return whereverItWas(table, name, at);
  return besides(table, { columns, known: firstReplaced(table, name, at) }, at);
}

/** The first of a row's earlier states that was replaced since. */
const firstReplaced = (table: ReadTable, earlier: string, at: string): string => `
  select *, true as differs from ${earlier} e where ${sameRow(table, 'e', 't')} and e.replaced_at > ${at}
  order by e.replaced_by limit 1`;

/** The last of a row's versions that was known by then, where there is a later one. */
const lastKnown = (table: ReadTable, versions: string, at: string): string => `
  select *, true as differs from ${versions} v where ${sameRow(table, 'v', 't')} and v.recorded_at <= ${at}
    and exists (select from ${versions} later where ${sameRow(table, 'later', 't')} and later.recorded_at > ${at})
  order by v.position desc limit 1`;

interface KnownState {
  /** The columns of which it holds the state. */
  readonly columns: readonly string[];
  /** SQL for the state of a row `t`. */
  readonly known: string;
}

/** The rows as they are, with a state of each laid over where it has one: looked up row by row, which any page can afford. */
function besides(table: ReadTable, { columns, known }: KnownState, at: string): string {
  const shown = (column: string) =>
    columns.includes(column) && !table.key.includes(column)
      ? `case when k.differs then k.${column} else t.${column} end`
      : `t.${column}`;
  return `${selected(table, shown)} left join lateral (${known}) k on true where t.${table.since!} <= ${at}`;
}

/** A row that may have been carried is looked for by where it was then, so that an index finds it. */
function whereverItWas(table: ReadTable, earlier: string, at: string): string {
  const { columns, since } = table;
  const replaced = (e: string, of: string) => `${sameRow(table, e, of)} and ${e}.replaced_at > ${at}`;
  return `${selected(table, (column) => `t.${column}`)} where t.${since!} <= ${at}
      and not exists (select from ${earlier} e where ${replaced('e', 't')})
    union all select ${columns.map((column) => `e.${column}`).join(', ')} from ${earlier} e
    where e.${since!} <= ${at} and e.replaced_at > ${at} and not exists (
      select from ${earlier} sooner where ${replaced('sooner', 'e')} and sooner.replaced_by < e.replaced_by)`;
}

const selected = ({ name, columns }: ReadTable, shown: (column: string) => string): string =>
  `select ${columns.map((column) => `${shown(column)} as ${column}`).join(', ')} from ${name} t`;

const sameRow = ({ key }: ReadTable, one: string, other: string): string =>
  key.map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');
