import type { LocalDate } from '@kept-informed/calendar';
import type { Dimension } from './compliance.measures.js';
import { columnOf, filterOf, financialYear, isWanted, type ComplianceFilter } from './dimension.queries.js';
import { type ComplianceQuestion, type FellDue, seenIn } from './fell-due.queries.js';
import { dateOf, entitlements, heldOn, owners } from './held-on.queries.js';
import { areCountedBySpans, keptCoverage } from './reckoned-spans.queries.js';
import { type ReckonedAsked, reckonedRuns } from './reckoned.queries.js';
import { startedSeries } from './started-series.queries.js';
import { requireMonths } from './month-series.measures.js';
import {
  countsFromUpdate,
  type DateBits,
  daysOf,
  endsAfter,
  firstCovered,
  lastedLong,
  mayBeCut,
  runs,
  sinceUpdate,
  usualDays,
} from './running-days.queries.js';

const months = `
  select to_char(f, 'YYYY-MM') as month, to_char(f, 'YYYY-"Q"Q') as quarter, ${financialYear('f')},
    daterange(f::date, (f + interval '1 month')::date) as span
  from generate_series(date_trunc('month', $2::date::timestamp), $3::date::timestamp, interval '1 month') f`;

/** Dimensions to which a date itself belongs, whoever it is counted for. */
const ofDates: readonly Dimension[] = ['month', 'quarter', 'financialYear'];

const only = (filter: ComplianceFilter, wanted: (dimension: Dimension) => boolean): ComplianceFilter =>
  Object.fromEntries(Object.entries(filter).filter(([dimension]) => wanted(dimension as Dimension)));

/** The runs that are kept, as rows of bits. */
function keptRuns(
  asked: ReckonedAsked,
  { first, until, between, isHeld }: Pick<DateBits, 'between'> & Readonly<Record<'first' | 'until' | 'isHeld', string>>,
): string {
  return `
    select * from (
      select r.*, ${between('r.from_on', 'r.until_on')} as own_days,
        case when r.begins_on >= ${first} and r.begins_on < ${until} then ${between('r.begins_on', 'r.begins_on + 1')} end as begins,
        case when r.covers_from is not null then ${between('r.covers_from', 'r.covers_until')} end as covers
      from (${reckonedRuns(asked, first, until)}) r
    ) r where ${isHeld}`;
}

interface CoverageOptions {
  /** From which date on days are told apart. */
  readonly daysFrom?: LocalDate;
  readonly fromRowsAlone?: boolean;
}

/**
 * The person-days of a period as common tables after those of {@link FellDue}, of which the last, `coverage`, has for every
 * group, and for all together, how many count and how many of them are covered (rules.md, Coverage). A series runs while one of
 * its obligations stands. What began it, or the update that it counts from, covers until the first period since falls due: one
 * period and its pauses, where no restart would buy time; of a plan that was keyed late one period all the same.
 *
 * Refused where more months would be told apart than anybody looks at. The dates of a person are strings of bits throughout, a bit
 * for each date of the question, or from `daysFrom` on, before which none counts: those of several series, and of several
 * obligations of one, are put together by the bit.
 */
export function coverage(
  question: ComplianceQuestion,
  by: readonly Dimension[],
  { wanted, zone }: FellDue,
  { daysFrom = question.from, fromRowsAlone = false }: CoverageOptions,
): string {
  const { knownAt, filter = {}, elsewhere = false, promised } = question;
  const byDates = isWanted(ofDates, by, filter);
  if (byDates) requireMonths(question.from, question.to);
  const seen = seenIn(question, wanted);
  const known = (row: string): string => (knownAt === undefined ? '' : `and ${row}.recorded_at <= $4`);
  const byOwner = isWanted(['owner', 'team'], by, filter);
  const byEntitlement = isWanted(['entitlement'], by, filter);
  const series = promised.filter((one) => one.periodic && one.elsewhere === elsewhere);
  const isScheduled = series.some((one) => one.scheduled);
  const given = (value: unknown): string => `$${wanted.values.push(value)}`;
  const first = `${given(daysFrom)}::date`;
  const starts = `(${first}::timestamp at time zone ${zone})`;
  const ends = `greatest(${starts}, least($1::timestamptz, ($3::date + 1)::timestamp at time zone ${zone}))`;
  const until = `greatest(${first}, least($3::date + 1, ${dateOf('$1::timestamptz', zone)}))`;
  const { none, between } = daysOf(first, until);
  const usual = `${starts} - interval '${usualDays} days'`;
  // In two parts, each by an index of its own: by one condition PostgreSQL would read all that arose before.
  const mayRun = [
    () => `o.arisen_at >= ${usual} and o.arisen_at < ${ends}`,
    (row: string) => `o.arisen_at < ${usual} and ${lastedLong(row)}`,
  ].map((which) => (row: string) => `${which(row)} and ${endsAfter(row, starts, isScheduled)}`);
  const isOfDates = (dimension: Dimension): boolean => ofDates.includes(dimension);
  const listOf = (dimensions: readonly Dimension[]): string =>
    dimensions.map((dimension) => `${columnOf[dimension]}, `).join('');
  const grouping = (dimensions: readonly Dimension[], otherwise: string): string =>
    dimensions.length === 0
      ? otherwise
      : `(grouping(${dimensions.map((dimension) => columnOf[dimension]).join(', ')}) > 0)`;
  const each = listOf(by);
  const persons = by.filter((dimension) => !isOfDates(dimension));
  const own = listOf(persons);
  const isTotal = grouping(by, 'true');
  const ofSpan = (days: string): string =>
    byDates ? `bit_count(${days} & ${between('lower(span)', 'upper(span)')})` : `bit_count(${days})`;
  const dates = (from: string, to: string): string =>
    between(dateOf(from, zone), `${dateOf(`(${to} - interval '1 microsecond')`, zone)} + 1`);
  const heldDays = (row: string): string => `& ${between(`${row}.from_on`, `coalesce(${row}.until_on, ${until})`)}`;
  const isHeld = `own_days <> ${none}`;
  const ofRows = `select * from split ${byOwner || byEntitlement ? `where ${isHeld}` : ''}`;
  const asked = { question, by, wanted, zone };
  const bySpans = !fromRowsAlone && areCountedBySpans(question, by);
  const kept = fromRowsAlone || bySpans ? [] : [keptRuns(asked, { first, until, between, isHeld })];
  // From whomever's hands it began: of one series, whoever had the case and whatever was assessed.
  const begun =
    byOwner || byEntitlement
      ? 'bit_or(begins) over (partition by participant_id, trigger_id, commitment, every)'
      : 'begins';
  const seriesIn = (rows: string): string => `
      select participant_id, ${own} every, bit_or(own_days) & ~ coalesce(bit_or(begun), ${none}) as days,
        coalesce(bit_or(own_days & covers), ${none}) as covered
      from (select *, ${begun} as begun from (${rows}) every_row) rows where true ${filterOf(
        only(filter, (dimension) => !isOfDates(dimension)),
        by,
        wanted,
      )}
      group by participant_id, trigger_id, commitment, ${own} every`;
  const sinceTold = `when u.told_at is not null then ${between(dateOf('u.told_at', zone), `${sinceUpdate(zone)} + 1`)}`;
  return `
${startedSeries(question, { series, zone, starts, ends, mayRun, seen, cases: fromRowsAlone ? undefined : 'unreckoned_days', given })}, dated as (
      select s.*, case when ${mayBeCut} then (select bit_or(${dates('lower(r)', 'upper(r)')}) from ${runs(known('k'))} r)
          else ${dates('s.run_from', 's.run_to')} end as days,
        case when s.starts_on >= ${first} and s.starts_on < ${until}
          and not (${countsFromUpdate}) then ${between('s.starts_on', 's.starts_on + 1')} end as begins,
        case when s.covers_first then ${between('s.starts_on', `${firstCovered} + 1`)} ${isScheduled ? sinceTold : ''} end as covers
      from started s ${
        isScheduled
          ? `left join updates u on (u.case_id, u.participant_id, u.commitment, u.anchor_id, u.period)
          = (s.case_id, s.participant_id, s.commitment, s.anchor_id, s.period)`
          : ''
      }
      where s.run_from < s.run_to offset 0
    ), split as (
      select d.*, ${byOwner ? 'w.owner, w.team' : 'null as owner, null as team'},
        ${byEntitlement ? 'e.entitlement' : 'null as entitlement'}, null as method,
        d.days ${byOwner ? heldDays('w') : ''} ${byEntitlement ? heldDays('e') : ''} as own_days
      from dated d
        ${byOwner ? `join (${heldOn(owners, zone, known('h'))}) w on w.case_id = d.case_id` : ''}
        ${byEntitlement ? `join (${heldOn(entitlements, zone, known('h'))}) e on e.participant_id = d.participant_id` : ''}
      where d.days is not null
    ), series as (
      ${[ofRows, ...kept].map(seriesIn).join(' union all ')}
    ), by_length as (
      select participant_id, ${own} every, ${grouping(persons, 'null::boolean')} as of_all, bit_or(days) as days,
        bit_or(days & ~ covered) as uncovered
      from series group by grouping sets ((participant_id, ${own} every) ${own && ', (participant_id, every)'})
    ), layers as (
      select *, coalesce(bit_or(days) over (partition by participant_id, ${own} of_all order by every
        rows between unbounded preceding and 1 preceding), ${none}) as shorter
      from by_length
    ), persons as (
      select ${own} of_all, bit_or(days) as days, bit_or(uncovered & ~ shorter) as uncovered
      from layers group by participant_id, ${own} of_all
    ), reckoned_now as (
      select ${each} ${isTotal} as "isTotal", coalesce(sum(${ofSpan('days')}), 0)::int as "personDays",
        coalesce(sum(${ofSpan('days')} - ${ofSpan('uncovered')}), 0)::int as "coveredDays"
      from persons ${byDates ? `cross join (${months}) spans` : ''}
      where true ${filterOf(only(filter, isOfDates), [], wanted)}
      group by grouping sets (${by.length === 0 ? '' : `(${each} of_all), `} (of_all))
      having coalesce(of_all, ${isTotal}) = ${isTotal} and (${isTotal} or sum(${ofSpan('days')}) > 0)
    ), coverage as (
      select ${each} "isTotal", sum("personDays")::int as "personDays", sum("coveredDays")::int as "coveredDays"
      from (select * from reckoned_now ${bySpans ? `union all ${keptCoverage(asked, { first, until, months: byDates ? months : undefined })}` : ''}) both_kinds
      group by ${each} "isTotal"
    )`;
}
