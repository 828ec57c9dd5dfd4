import type { EntityManager } from 'typeorm';
import { type Dimension } from './compliance.measures.js';
import { columnOf, isWanted } from './dimension.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import { holdsDays, longRuns, type ReckonedAsked } from './reckoned.queries.js';
import { isOfTheForce, type ReportedPromise } from './reported-promise.rules.js';

/** By which of several promises a series runs is not told apart in what is kept of a person's days, but for one promise alone. */
const ofSeries: readonly Dimension[] = ['edition', 'standard', 'body', 'method'];

/** Whose days are kept: what the force owes, by whom it is asked or not. */
const isKept = (promise: ReportedPromise): boolean => promise.periodic && isOfTheForce(promise);

/** Whether days are counted for a question as they are kept of a person; otherwise of each series. */
export const areCountedBySpans = (
  { promised, filter = {}, elsewhere = false }: ComplianceQuestion,
  by: readonly Dimension[],
): boolean =>
  !elsewhere &&
  !isWanted(ofSeries, by, filter) &&
  promised.every((one) => !one.periodic || one.elsewhere || isKept(one));

const shown = ['kind', 'bcu', 'lpt', 'offence_group', 'owner', 'team', 'entitlement'];
const one = (name: string): string => `min(${name}) as ${name}`;

/** Keeps the days of persons of whose series the days were kept just now, date by date (rules.md, Coverage). */
export async function keepSpans(
  manager: EntityManager,
  caseIds: readonly string[],
  promised: readonly ReportedPromise[],
): Promise<void> {
  const series = 'participant_id, trigger_id, commitment, every';
  await manager.query(
    `insert into reckoned_spans (holds_from, from_on, until_on, is_covered, case_id, commitment, ${shown.join(', ')})
     with runs as (
       select * from reckoned_days where case_id = any ($1) and commitment = any ($2)
     ), begun as (
       select distinct ${series}, begins_on as day from runs where begins_on is not null
     ), dates as (
       select case_id, ${series}, day, max(holds_from) as holds_from, ${shown.map(one).join(', ')},
         bool_or(coalesce(day >= covers_from and day < covers_until, false)) as covers
       from runs cross join lateral (
         select each::date as day from generate_series(from_on::timestamp, until_on - interval '1 day', interval '1 day') each
       ) days where (${series}, day) not in (select ${series}, day from begun)
       group by case_id, ${series}, day
     ), by_length as (
       select case_id, participant_id, commitment, day, max(holds_from) as holds_from, ${shown.map(one).join(', ')},
         bool_and(covers) as is_covered, row_number() over (partition by participant_id, commitment, day order by every) as place
       from dates group by grouping sets ((case_id, participant_id, day, every), (case_id, participant_id, commitment, day, every))
     ), islands as (
       select *, day - (row_number() over (
         partition by participant_id, commitment, owner, team, entitlement, is_covered order by day))::int as island
       from by_length where place = 1
     )
     select max(holds_from), min(day), max(day) + 1, is_covered, case_id, commitment, ${shown.join(', ')}
     from islands group by case_id, participant_id, commitment, ${shown.join(', ')}, is_covered, island`,
    [caseIds, promised.filter(isKept).map(({ commitment }) => commitment)],
  );
}

/** How the dates of a question are spelled in SQL, and the months that they are told apart by, where they are. */
interface SpannedDates {
  readonly first: string;
  readonly until: string;
  readonly months: string | undefined;
}

/** SQL of how many days of what is kept count, and how many of them are covered, by group and, with `isTotal`, of all together. */
export function keptCoverage(asked: ReckonedAsked, { first, until, months }: SpannedDates): string {
  const { question, by, wanted } = asked;
  const { filter = {} } = question;
  // By promise, each of its own; all of them, and otherwise, of a person's days each once.
  const byPromise = by.includes('commitment') && filter.commitment === undefined;
  const which =
    filter.commitment === undefined ? (byPromise ? '' : 'and commitment is null') : 'and commitment is not null';
  const bounds = months ? [`${first}, lower(span)`, `${until}, upper(span)`] : [first, until];
  const days = `least(until_on, ${bounds[1]}) - greatest(from_on, ${bounds[0]})`;
  const columns = by.map((dimension) => columnOf[dimension]);
  const ofAll = 'commitment is null';
  const before = wanted.sql.length;
  for (const [dimension, value] of Object.entries(filter)) wanted.is(columnOf[dimension as Dimension], value);
  const filtered = wanted.sql.slice(before);
  const isTotal = by.length === 0 ? 'true' : `grouping(${columns.join(', ')}) > 0`;
  const sets =
    by.length === 0 ? '()' : byPromise ? `(${columns.join(', ')}, of_all), (of_all)` : `(${columns.join(', ')}), ()`;
  return `
    select ${columns.map((column) => `${column}, `).join('')} ${isTotal} as "isTotal", coalesce(sum(days), 0)::int as "personDays",
      coalesce(sum(days) filter (where is_covered), 0)::int as "coveredDays"
    from (
      select *, ${ofAll} as of_all, ${days} as days from reckoned_spans r ${months ? `cross join (${months}) spans` : ''}
      where from_on < ${until} and until_on > ${first} ${longRuns(first)} and ${holdsDays(asked)} ${which}
    ) r where days > 0 ${filtered} group by grouping sets (${sets})
    ${byPromise ? `having of_all = (${isTotal})` : ''}`;
}
