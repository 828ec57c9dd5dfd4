import type { Dimension } from './compliance.measures.js';
import { columnOf, filterOf, financialYear, isWanted, type ComplianceFilter } from './dimension.queries.js';
import { type ComplianceQuestion, type FellDue, seenIn } from './fell-due.queries.js';
import { dateOf, entitlements, heldOn, owners } from './held-on.queries.js';
import { casesOf, obligationsOf } from './known-then.queries.js';
import { requireMonths } from './month-series.measures.js';

const columns = {
  own: ['case_id', 'participant_id', 'commitment', 'edition', 'trigger_id', 'anchor_id', 'period', 'arisen_at'],
  versioned: [
    'time_limit',
    'starts_at',
    'due_on',
    'due_at',
    'lapsed_at',
    'outcome',
    'outcome_at',
    'paused_at',
    'stops',
    'disputed',
  ],
};

/** While nothing else stops it, an obligation of a series runs from when it arose until it ended; excused, until it was due. */
const endOf = `least(b.ends, case
  when d.outcome = 'excused' or p.scheduled and d.outcome in ('met', 'met-late') then greatest(d.outcome_at, d.due_at)
  else least(d.outcome_at, d.lapsed_at) end)`;

/** For how many elapsed days most of them last at the most. */
const usualDays = 40;

/** Whether one that arose earlier than usual ran on: spelled as in the index of what did, so that no other is read. */
const lastedLong = (row: string): string => `(coalesce(${row}.outcome_at, ${row}.lapsed_at) is null
  or ${row}.outcome_at - o.arisen_at > interval '${usualDays} days' or ${row}.lapsed_at - o.arisen_at > interval '${usualDays} days'
  or ${row}.due_at - o.arisen_at > interval '${usualDays} days')`;

/** The spans of time in which one runs, cut by its pauses and while its case was closed; most are one. */
const runs = `unnest(
  tstzmultirange(tstzrange(d.runs_from, d.ends_at) * tstzrange(d.starts, d.ends)) - coalesce(d.stops, '{}')
  - case when d.paused_at is null then '{}' else tstzmultirange(tstzrange(d.paused_at, null)) end
  - coalesce(case when d.disputed then k.closed_as_told else k.closed end, '{}'))`;

/** One period from the update that met the one before, longer by whole days of pauses. */
const sinceUpdate = (zone: string): string => `daterange(
  ${dateOf('u.told_at', zone)}, (${dateOf('u.told_at', zone)} + d.time_limit::interval + (
    select make_interval(days => floor(coalesce(sum(extract(epoch from upper(s) - lower(s))), 0) / 86400)::int)
    from unnest(coalesce(d.stops, '{}') * tstzmultirange(tstzrange(u.told_at, null))) s))::date, '[]')`;

/** A first period falls due later than one period on by its pauses, or because a plan was keyed late: that covers no longer. */
const firstCovered = `case when coalesce(d.stops, '{}') = '{}'
  then least(d.due_on, (touched.starts_on + d.time_limit::interval)::date) else d.due_on end`;

const months = `
  select to_char(f, 'YYYY-MM') as month, to_char(f, 'YYYY-"Q"Q') as quarter, ${financialYear('f')},
    daterange(f::date, (f + interval '1 month')::date) as span
  from generate_series(date_trunc('month', $2::date::timestamp), $3::date::timestamp, interval '1 month') f`;

/** Dimensions to which a date itself belongs, whoever it is counted for. */
const ofDates: readonly Dimension[] = ['month', 'quarter', 'financialYear'];

const only = (filter: ComplianceFilter, wanted: (dimension: Dimension) => boolean): ComplianceFilter =>
  Object.fromEntries(Object.entries(filter).filter(([dimension]) => wanted(dimension as Dimension)));

/**
 * The person-days of a period as common tables after those of {@link FellDue}, of which the last, `coverage`, has for every
 * group, and for all together, how many count and how many of them are covered (rules.md, Coverage). A series runs while one of
 * its obligations stands. What began it, or the update that it counts from, covers until the first period since falls due: one
 * period and its pauses, where no restart would buy time; of a plan that was keyed late one period all the same.
 *
 * Refused where more months would be told apart than anybody looks at. Dates stay ranges throughout. Of each person they are put together once, whatever the months: those are counted from how
 * many persons begin and cease to count on a date.
 */
export function coverage(question: ComplianceQuestion, by: readonly Dimension[], { wanted, zone }: FellDue): string {
  const { knownAt, filter = {}, elsewhere = false, promised, sight } = question;
  const byDates = isWanted(ofDates, by, filter);
  if (byDates) requireMonths(question.from, question.to);
  const seen = seenIn(sight, wanted);
  const known = (row: string): string => (knownAt === undefined ? '' : `and ${row}.recorded_at <= $4`);
  const byOwner = isWanted(['owner', 'team'], by, filter);
  const byEntitlement = isWanted(['entitlement'], by, filter);
  const series = promised.filter((one) => one.periodic && one.elsewhere === elsewhere);
  const usual = `$2::date::timestamp at time zone ${zone} - interval '${usualDays} days'`;
  // In two parts, each by an index of its own: by one condition PostgreSQL would read all that arose before.
  const mayRun = [
    () => `o.arisen_at >= ${usual} and o.arisen_at < ($3::date + 1)::timestamp at time zone ${zone}`,
    (row: string) => `o.arisen_at < ${usual} and ${lastedLong(row)}`,
  ].map((which) => obligationsOf(question, columns, which));
  const among = (promises: typeof series): string =>
    `d.commitment = any ($${wanted.values.push(promises.map(({ commitment }) => commitment))})`;
  const scheduled = series.filter((one) => one.scheduled);
  const isScheduled = scheduled.length > 0;
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
  return `
    bounds as (
      select $2::date::timestamp at time zone ${zone} as starts,
        greatest($2::date::timestamp at time zone ${zone},
          least($1::timestamptz, ($3::date + 1)::timestamp at time zone ${zone})) as ends,
        daterange($2::date, greatest($2::date, least($3::date + 1, ${dateOf('$1::timestamptz', zone)}))) as dates
    ), closures as (
      -- Of an obligation under dispute a closure closes nothing before it was told of.
      select case_id, range_agg(tstzrange(closed_at, greatest(closed_at, reopened_at))) as closed,
        range_agg(tstzrange(told_at, greatest(told_at, reopened_at))) as closed_as_told
      from (
        select k.case_id, k.closes, k.at as closed_at, greatest(k.at, k.recorded_at) as told_at,
          coalesce(lead(k.at) over (partition by k.case_id order by k.version), 'infinity') as reopened_at
        from case_closings k where true ${known('k')}
      ) turns where closes group by case_id
    ), brought as (
      -- Until a merger a series has its days where it ran, from then on where it runs on (rules.md, Mergers).
      select m.merged_into as case_id, coalesce(m.merged_participants->>o.participant_id, o.participant_id) as participant_id,
        o.commitment, o.trigger_id, max(m.merged_at) as brought_at
      from cases m join obligations o on o.case_id = m.case_id where m.merged_into is not null group by 1, 2, 3, 4
    ), standing as (
      select d.*, p.standard, p.body, c.kind, c.bcu, c.lpt, c.offence_group, b.starts, b.ends, b.dates,
        greatest(d.arisen_at, w.brought_at) as runs_from, greatest(d.arisen_at, w.brought_at, ${endOf}) as ends_at
      from (${mayRun.join(' union all ')}) d join promised p using (commitment) join ${casesOf(question)} c using (case_id)
        left join brought w using (case_id, participant_id, commitment, trigger_id), bounds b
      where ${among(series)} and d.arisen_at < b.ends and (d.outcome is distinct from 'voided' or d.outcome_at > $1) ${seen}
    ), ${
      isScheduled
        ? `updates as (
      -- Where periods count from fixed points, the update that met the one before covers as well.
      select d.case_id, d.participant_id, d.commitment, d.anchor_id, d.period + 1 as period, min(d.outcome_at) as told_at
      from (${obligationsOf(question, columns)}) d where ${among(scheduled)} and d.outcome in ('met', 'met-late')
      group by 1, 2, 3, 4, 5
    ), `
        : ''
    } dated as materialized (
      select d.case_id, d.participant_id, d.commitment, d.edition, d.trigger_id, d.time_limit::interval as every, d.standard,
        d.body, d.kind, d.bcu, d.lpt, d.offence_group, d.dates * touched.dates as days,
        case when anchor.contact_id is null then daterange(touched.starts_on, touched.starts_on, '[]') end as begins,
        case when d.period = 1 then daterange(touched.starts_on, greatest(touched.starts_on, ${firstCovered}), '[]')
          ${isScheduled ? `when u.told_at is not null then ${sinceUpdate(zone)}` : ''} end as covers
      from standing d left join closures k using (case_id) left join contacts anchor on anchor.contact_id = d.anchor_id
        ${
          isScheduled
            ? `left join updates u on (u.case_id, u.participant_id, u.commitment, u.anchor_id, u.period)
          = (d.case_id, d.participant_id, d.commitment, d.anchor_id, d.period)`
            : ''
        }
        cross join lateral ${runs} as run
        cross join lateral (select ${dateOf('d.starts_at', zone)} as starts_on, daterange(
          ${dateOf('lower(run)', zone)}, ${dateOf(`(upper(run) - interval '1 microsecond')`, zone)}, '[]') as dates) touched
      where d.ends_at > d.starts
    ), split as (
      select d.*, ${byOwner ? 'w.owner, w.team' : 'null as owner, null as team'},
        ${byEntitlement ? 'e.entitlement' : 'null as entitlement'}, null as method,
        d.days ${byOwner ? '* w.span' : ''} ${byEntitlement ? '* e.span' : ''} as own_days
      from dated d
        ${byOwner ? `join (${heldOn(owners, zone, known('h'))}) w on w.case_id = d.case_id and w.span && d.days` : ''}
        ${byEntitlement ? `join (${heldOn(entitlements, zone, known('h'))}) e on e.participant_id = d.participant_id and e.span && d.days` : ''}
    ), series as (
      select participant_id, ${own} every, range_agg(own_days) - coalesce(range_agg(begins), '{}') as days,
        coalesce(range_agg(own_days * covers), '{}') as covered
      from split where true ${filterOf(
        only(filter, (dimension) => !isOfDates(dimension)),
        by,
        wanted,
      )}
      group by participant_id, trigger_id, commitment, ${own} every
    ), by_length as (
      select participant_id, ${own} every, ${grouping(persons, 'null::boolean')} as of_all, range_agg(days) as days,
        range_agg(days - covered) as uncovered
      from series group by grouping sets ((participant_id, ${own} every) ${own && ', (participant_id, every)'})
    ), layers as (
      select *, coalesce(range_agg(days) over (partition by participant_id, ${own} of_all order by every
        rows between unbounded preceding and 1 preceding), '{}') as shorter
      from by_length
    ), persons as (
      select ${own} of_all, range_agg(days) as days, range_agg(uncovered - shorter) as uncovered
      from layers group by participant_id, ${own} of_all
    ), turns as (
      select ${own} of_all, turned_on, sum(turn * owed) as owed, sum(turn * covered) as covered
      from persons cross join lateral (
        select range, 1 as owed, 1 as covered from unnest(days) range
        union all select range, 0, -1 from unnest(uncovered) range
      ) r cross join lateral (values (lower(range), 1), (upper(range), -1)) t (turned_on, turn)
      group by ${own} of_all, turned_on
    ), spans as (${byDates ? months : 'select dates as span from bounds'}), lasted as (
      select *, upper(span) - greatest(turned_on, lower(span)) as days from turns join spans on turned_on < upper(span)
    ), coverage as (
      select ${each} ${isTotal} as "isTotal", coalesce(sum(owed * days), 0)::int as "personDays",
        coalesce(sum(covered * days), 0)::int as "coveredDays"
      from lasted where true ${filterOf(only(filter, isOfDates), [], wanted)}
      group by grouping sets (${by.length === 0 ? '' : `(${each} of_all), `} (of_all))
      having coalesce(of_all, ${isTotal}) = ${isTotal} and (${isTotal} or sum(owed * days) > 0)
    )`;
}
