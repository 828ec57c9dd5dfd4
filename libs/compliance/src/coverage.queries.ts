import type { Dimension } from './compliance.measures.js';
import { columnOf, filterOf, financialYear, isWanted } from './dimension.queries.js';
import { carriedOn, type ComplianceQuestion, type FellDue } from './fell-due.queries.js';

const kept = `o.case_id, o.participant_id, o.commitment, o.edition, o.trigger_id, o.anchor_id, o.period, o.time_limit,
  o.arisen_at`;
const versioned = [
  'starts_at',
  'due_on',
  'due_at',
  'lapsed_at',
  'outcome',
  'outcome_at',
  'paused_at',
  'stops',
  'disputed',
];
const of = (row: string): string => versioned.map((column) => `${row}.${column}`).join(', ');

const asTheyStand = `select ${kept}, ${of('o')} from obligations o`;

const asKnownThen = `
  select ${kept}, ${of('v')} from obligation_versions v join obligations o using (obligation_id)
  where v.recorded_at <= $4 and not exists (
    select from obligation_versions later
    where later.obligation_id = v.obligation_id and later.position > v.position and later.recorded_at <= $4)`;

/** No length of time at all, and no date. */
const nothing = `'{}'::tstzmultirange`;
const noDate = `'{}'::datemultirange`;

const dateOf = (instant: string, zone: string): string => `(${instant} at time zone ${zone})::date`;

/** The dates that spans of time touch; most are one span, of which this is quick. */
const touchedBy = (spans: string, zone: string): string => {
  const touched = (from: string, to: string) =>
    `daterange(${dateOf(from, zone)}, ${dateOf(`(${to} - interval '1 microsecond')`, zone)}, '[]')`;
  return `(case when tstzmultirange(range_merge(${spans})) = ${spans}
    then datemultirange(${touched(`lower(${spans})`, `upper(${spans})`)})
    else (select range_agg(${touched('lower(s)', 'upper(s)')}) from unnest(${spans}) s) end)`;
};

/** While nothing else stops it, an obligation of a series runs from when it arose until it ended; excused, until it was due. */
const endOf = `least(b.ends, case
  when d.outcome = 'excused' or p.scheduled and d.outcome in ('met', 'met-late') then greatest(d.outcome_at, d.due_at)
  else least(d.outcome_at, d.lapsed_at) end)`;

/** Where periods count from fixed points: one period from the update that met the one before, longer by whole days of pauses. */
const sinceLastUpdate = (zone: string): string => `(
  select daterange(u.told_on, (u.told_on + d.time_limit::interval + (
      select make_interval(days => floor(coalesce(sum(extract(epoch from upper(s) - lower(s))), 0) / 86400)::int)
      from unnest(coalesce(d.stops, ${nothing}) * tstzmultirange(tstzrange(u.outcome_at, null))) s))::date, '[]')
  from (
    select o.outcome_at, ${dateOf('o.outcome_at', zone)} as told_on from obligations o
    where o.case_id = d.case_id and o.participant_id = d.participant_id and o.commitment = d.commitment
      and o.anchor_id = d.anchor_id and o.period = d.period - 1 and o.outcome in ('met', 'met-late')
    limit 1
  ) u)`;

const months = `
  select to_char(f, 'YYYY-MM') as month, to_char(f, 'YYYY-"Q"Q') as quarter, ${financialYear('f')},
    daterange(f::date, (f + interval '1 month')::date) as span
  from generate_series(date_trunc('month', $2::date::timestamp), $3::date::timestamp, interval '1 month') f`;

/** What held on which dates: of a date what was known by its end, as what fell due then would be attributed. */
interface DatedHistory {
  readonly table: string;
  readonly since: string;
  readonly of: string;
  readonly shown: string;
}

const owners: DatedHistory = {
  table: 'case_owners',
  since: 'owned_from',
  of: 'case_id',
  shown: 'h.staff_id as owner, h.team',
};
const entitlements: DatedHistory = {
  table: 'participant_entitlements',
  since: 'held_from',
  of: 'participant_id',
  shown: 'h.entitlement',
};

function heldOn({ table, since, of, shown }: DatedHistory, zone: string, recorded: string): string {
  const on = dateOf(`greatest(h.${since}, h.recorded_at)`, zone);
  const own = `select distinct ${of} from dated`;
  return `
    select t.${of}, t.span, x.* from (
      select ${of}, turned_on,
        daterange(turned_on, lead(turned_on) over (partition by ${of} order by turned_on nulls first)) as span
      from (
        select ${of}, null::date as turned_on from (${own}) d
        union select h.${of}, ${on} from ${table} h join (${own}) d using (${of}) where true ${recorded}
      ) turns
    ) t left join lateral (
      select ${shown} from ${table} h where h.${of} = t.${of} ${recorded} and ${on} <= t.turned_on
      order by h.${since} desc, h.version desc limit 1
    ) x on true`;
}

const length = (dates: string): string => `coalesce((select sum(upper(r) - lower(r)) from unnest(${dates}) r), 0)::int`;

/**
 * The person-days of a period as common tables after those of {@link FellDue}, of which the last, `coverage`, has for every
 * group, and for all together, how many count and how many of them are covered (rules.md, Coverage). A series runs while one of
 * its obligations stands. What began it, or the update that it counts from, covers until the first period since falls due: one
 * period and its pauses, where no restart would buy time.
 */
export function coverage(
  { knownAt, filter = {}, elsewhere = false }: ComplianceQuestion,
  by: readonly Dimension[],
  { wanted, zone }: FellDue,
): string {
  const known = (row: string): string => (knownAt === undefined ? '' : `and ${row}.recorded_at <= $4`);
  const byMonth = isWanted(['month', 'quarter', 'financialYear'], by, filter);
  const byOwner = isWanted(['owner', 'team'], by, filter);
  const byEntitlement = isWanted(['entitlement'], by, filter);
  const own = by.map((dimension) => `${columnOf[dimension]}, `).join('');
  const columns = by.map((dimension) => columnOf[dimension]).join(', ');
  const isTotal = columns === '' ? 'true' : `grouping(${columns}) > 0`;
  const all = columns === '' ? '' : ', (participant_id, every)';
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
    ), standing as (
      select d.*, p.standard, p.body, p.scheduled, c.kind, c.bcu, c.lpt, c.offence_group, b.starts, b.ends, b.dates,
        greatest(d.arisen_at, ${endOf}) as ends_at
      from (${knownAt === undefined ? asTheyStand : asKnownThen}) d join promised p using (commitment)
        join cases c using (case_id), bounds b
      where p.periodic and p.elsewhere = ${elsewhere} and d.arisen_at < b.ends and (d.outcome is distinct from 'voided' or d.outcome_at > $1)
        and not ${carriedOn(known('n'))}
    ), running as (
      select d.*, ${dateOf('d.starts_at', zone)} as starts_on, tstzmultirange(tstzrange(d.arisen_at, d.ends_at))
        * tstzmultirange(tstzrange(d.starts, d.ends)) - coalesce(d.stops, ${nothing})
        - case when d.paused_at is null then ${nothing} else tstzmultirange(tstzrange(d.paused_at, null)) end
        - coalesce(case when d.disputed then k.closed_as_told else k.closed end, ${nothing}) as runs
      from standing d left join closures k using (case_id) where d.ends_at > d.starts
    ), dated as (
      select d.*, ${touchedBy('d.runs', zone)} * datemultirange(d.dates) as run_on,
        case when not exists (select from contacts k where k.contact_id = d.anchor_id)
          then daterange(d.starts_on, d.starts_on, '[]') end as begins,
        case when d.period = 1 then daterange(d.starts_on, greatest(d.starts_on, d.due_on), '[]')
          when d.scheduled then ${sinceLastUpdate(zone)} end as covers
      from running d where not isempty(d.runs)
    ), split as (
      select d.*, d.time_limit::interval as every,
        ${byMonth ? 'm.month, m.quarter, m.financial_year' : 'null as month, null as quarter, null as financial_year'},
        ${byOwner ? 'w.owner, w.team' : 'null as owner, null as team'},
        ${byEntitlement ? 'e.entitlement' : 'null as entitlement'},
        d.run_on ${byMonth ? '* datemultirange(m.span)' : ''} ${byOwner ? '* datemultirange(w.span)' : ''}
          ${byEntitlement ? '* datemultirange(e.span)' : ''} as days
      from dated d ${byMonth ? `join (${months}) m on m.span && d.run_on` : ''}
        ${byOwner ? `join (${heldOn(owners, zone, known('h'))}) w on w.case_id = d.case_id and w.span && d.run_on` : ''}
        ${byEntitlement ? `join (${heldOn(entitlements, zone, known('h'))}) e on e.participant_id = d.participant_id and e.span && d.run_on` : ''}
    ), series as (
      select ${own} participant_id, commitment as of_series, trigger_id, every,
        range_agg(days) - coalesce(range_agg(begins), ${noDate}) as days,
        coalesce(range_agg(days * datemultirange(covers)), ${noDate}) as covered
      from split where true ${filterOf(filter, by, wanted)}
      group by ${own} participant_id, commitment, trigger_id, every
    ), by_length as (
      select ${own} participant_id, every, ${isTotal} as "isTotal", range_agg(days) as days,
        range_agg(days - covered) as uncovered
      from series group by grouping sets ((${own} participant_id, every) ${all})
    ), layers as (
      select *, coalesce(range_agg(days) over (partition by ${own} "isTotal", participant_id order by every
        rows between unbounded preceding and 1 preceding), ${noDate}) as shorter
      from by_length
    ), persons as (
      select ${own} "isTotal", range_agg(days) as days, range_agg(uncovered - shorter) as uncovered
      from layers group by ${own} "isTotal", participant_id
    ), coverage as (
      select ${own} "isTotal", sum(${length('days')})::int as "personDays",
        sum(${length('days')} - ${length('uncovered')})::int as "coveredDays"
      from persons group by ${own} "isTotal"
    )`;
}
