import type { Instant } from '@kept-informed/calendar';

/** Columns of obligations, and those that change, of which each version that was recorded is kept. */
export interface ObligationColumns {
  readonly own: readonly string[];
  readonly versioned: readonly string[];
}

/** Nothing recorded later takes part; left out: all that is recorded does. */
interface KnownAt {
  readonly knownAt?: Instant;
}

/** A condition on a row, by its name. */
export type RowCondition = (row: string) => string;

const all: RowCondition = () => 'true';

const listed = ({ own, versioned }: ObligationColumns, row: 'o' | 'v'): string =>
  [...own.map((column) => `o.${column}`), ...versioned.map((column) => `${row}.${column}`)].join(', ');

/**
 * SQL of the obligations of which a condition holds, as they stand or, where a question says so, as they were known to stand at
 * `$4`. Most have not changed since then, and stand as they do; to find the last version of each would take a report of half a
 * million obligations seconds.
 */
export function obligationsOf({ knownAt }: KnownAt, columns: ObligationColumns, where = all): string {
  const asTheyStand = `select ${listed(columns, 'o')} from obligations o where (${where('o')})`;
  if (knownAt === undefined) return asTheyStand;
  const since = 'select obligation_id from obligation_versions where recorded_at > $4';
  return `
    ${asTheyStand} and not exists (${since} and obligation_id = o.obligation_id)
    union all select ${listed(columns, 'v')} from obligation_versions v join obligations o using (obligation_id)
    where (${where('v')}) and v.recorded_at <= $4 and v.obligation_id in (${since}) and not exists (
      select from obligation_versions later
      where later.obligation_id = v.obligation_id and later.position > v.position and later.recorded_at <= $4)`;
}

/** What a report puts cases under, which may have been put right since. */
const grouping = ['kind', 'bcu', 'lpt', 'offence_group'];

/**
 * SQL of cases, what they are put under as it was known at `$4`: of few it was put right since. Who sees them, and whether they
 * are closed or were merged, is as it is. What an import brought in since counts as recorded before, as it was first.
 */
export function casesOf({ knownAt }: KnownAt): string {
  if (knownAt === undefined) return 'cases';
  const then = grouping.map(
    (column) => `case when e.case_id is null then k.${column} else e.${column} end as ${column}`,
  );
  return `(
    select k.case_id, k.restricted_to, k.closed_at, k.merged_into, k.merged_participants, ${then.join(', ')} from cases k left join lateral (
      select * from earlier_cases e where e.case_id = k.case_id and e.replaced_at > $4 order by e.replaced_by limit 1
    ) e on true)`;
}

/** SQL of the last version of an obligation `o` that was known at `$4`, as a row `v`; none where it was not known yet. */
const lastKnown = `cross join lateral (
  select * from obligation_versions each where each.obligation_id = o.obligation_id and each.recorded_at <= $4
  order by each.position desc limit 1) v`;

/** SQL of obligations among some `rows`, SQL of rows `o` that are joined to a few others, as {@link obligationsOf} has them: each looked up. */
export function obligationsAmong(
  { knownAt }: KnownAt,
  columns: ObligationColumns,
  { rows, where }: { readonly rows: string; readonly where: RowCondition },
): string {
  return knownAt === undefined
    ? `select ${listed(columns, 'o')} from ${rows} where (${where('o')})`
    : `select ${listed(columns, 'v')} from ${rows} ${lastKnown} where (${where('v')})`;
}

/** The same in the order of an index on their versions: each looked up, as many as are asked for and no more. */
export function obligationsInOrder({ knownAt }: KnownAt, columns: ObligationColumns, where: RowCondition): string {
  if (knownAt === undefined) return obligationsOf({}, columns, where);
  const isLast = `v.position = (select max(later.position) from obligation_versions later
    where later.obligation_id = v.obligation_id and later.recorded_at <= $4)`;
  return `select ${listed(columns, 'v')} from obligation_versions v join obligations o using (obligation_id)
    where (${where('v')}) and v.recorded_at <= $4 and ${likely(isLast)}`;
}

/**
 * PostgreSQL takes for a rarity what it has to work out, or what is said twice, and would read a whole period for the rows of a
 * page: so it is told nothing of it.
 */
export const likely = (condition: string): string => `coalesce(${condition}, false)`;
