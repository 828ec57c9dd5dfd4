import { obligations } from './obligation.projection.js';

const versioned: ReadonlySet<string> = new Set(obligations.history.columns);

const listed = (row: 'o' | 'v'): string =>
  obligations.columns.map((column) => `${versioned.has(column) ? row : 'o'}.${column}`).join(', ');

/*
 * Obligations as they were known to stand at `$1`, in two parts: nearly all stand now as they did then, and are read in order by
 * an index of theirs, as many as are asked for. With the schema, nothing lies over the table (docs/decisions/0020).
 */

/** SQL of those that stand as they did. PostgreSQL takes for a rarity what it is told, and would read all of them. */
export const unchanged = `(
  select ${listed('o')} from public.obligations o where coalesce(not exists (
    select from obligation_versions n where n.obligation_id = o.obligation_id and n.recorded_at > $1), false))`;

/** SQL of those that have changed since, as they stood. */
export const changed = `(
  select ${listed('v')} from obligation_versions v join public.obligations o using (obligation_id)
  where v.recorded_at <= $1 and v.obligation_id in (select obligation_id from obligation_versions where recorded_at > $1)
    and not exists (select from obligation_versions later where later.obligation_id = v.obligation_id
      and later.position > v.position and later.recorded_at <= $1))`;
