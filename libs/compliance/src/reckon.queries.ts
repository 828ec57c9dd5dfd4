import { type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import { Conditions } from '@kept-informed/event-store';
import { unreckoned } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { dimensions } from './compliance.measures.js';
import { fellDue, hoursLate, markBits, type ComplianceQuestion } from './fell-due.queries.js';
import { keepSilences } from './reckoned-silences.queries.js';
import { keepSpans } from './reckoned-spans.queries.js';
import { dateOf, entitlements, heldOn, owners } from './held-on.queries.js';
import { termsOf } from './reckoned.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';
import { countsFromUpdate, firstCovered, mayBeCut, runs, sinceUpdate } from './running-days.queries.js';
import { startedSeries } from './started-series.queries.js';
import { readers } from './tables.js';

/** As of when, and by what, cases are reckoned. */
export interface ReckonedBy {
  readonly now: Instant;
  readonly zone: Zone;
  readonly promised: readonly ReportedPromise[];
}

const always: LocalDate = '0001-01-01';

/** Each instant by which something of an obligation `o` is otherwise than before. */
const turns = `array[o.arisen_at, o.due_at, o.outcome_at, o.lapsed_at, o.paused_at, lower(o.stops), upper(o.stops), o.recorded_at]`;

/**
 * Whether it is as it is for good, whatever the time, unless something is recorded; or counts nowhere, since it has no due date and
 * is of no series.
 */
const isOver = `(o.due_on is null and o.awaits is null and o.commitment <> all ($5)
  or coalesce(o.outcome_at, o.lapsed_at) is not null
    and greatest(o.arisen_at, o.due_at, o.outcome_at, o.lapsed_at, o.paused_at, upper(o.stops)) <= $2)`;

/** When what is kept of anything in a case `c` was last put under another area, kind or group. */
const movedAt = `(select max(e.replaced_at) from earlier_cases e where e.case_id = c.case_id)`;

/**
 * From when on, and of which dates, what is kept of cases holds (docs/decisions/0042, 0043). Of none, where a case was merged, is
 * restricted or awaits a calendar: those are few, and what is said of them changes with others.
 */
const heldOf = (zone: string, terms: string): string => `
  insert into reckonings (case_id, recorded_at, holds_from, obligations_from, until_on, terms)
  select c.case_id, c.recorded_at, held.from, case when own.ever_awaited then held.from else '-infinity' end,
    case when c.merged_into is not null or c.restricted_to is not null or own.is_apart
        or exists (select from cases m where m.merged_into = c.case_id) then '-infinity'
      when own.is_over then 'infinity' else own.until_on end, ${terms}
  from cases c cross join lateral (
    select coalesce(bool_and(${isOver}), true) as is_over,
      coalesce(bool_or(o.due_on is null and o.awaits is not null or o.outcome = 'voided' and o.outcome_at > $2), false) as is_apart,
      coalesce(bool_or(exists (
        select from obligation_versions v where v.obligation_id = o.obligation_id and v.due_on is null and v.awaits is not null)), false) as ever_awaited,
      least(${dateOf('$2::timestamptz', zone)},
        min(o.due_on) filter (where o.due_at > $2 or greatest(o.arisen_at, o.outcome_at, o.lapsed_at, o.paused_at, upper(o.stops)) > $2)) as until_on,
      max((select max(at) from unnest(${turns}) at where at <= $2)) as turned_at
    from obligations o where o.case_id = c.case_id
  ) own cross join lateral (
    select greatest(
      (select max(v.recorded_at) from obligations o join obligation_versions v using (obligation_id) where o.case_id = c.case_id),
      (select max(h.recorded_at) from case_owners h where h.case_id = c.case_id),
      (select max(h.recorded_at) from participant_entitlements h where h.case_id = c.case_id),
      (select max(k.recorded_at) from case_closings k where k.case_id = c.case_id),
      ${movedAt},
      (select max(e.replaced_at) from contacts k join earlier_contacts e using (contact_id) where k.case_id = c.case_id)) as at
  ) known cross join lateral (
    select greatest(c.recorded_at, own.turned_at, known.at,
      case when own.is_over then null else own.until_on::timestamp at time zone ${zone} end) as "from"
  ) held
  where c.case_id = any ($1)`;

const dayColumns = `case_id, participant_id, trigger_id, commitment, edition, every, kind, bcu, lpt, offence_group`;

/** Reckons cases, which nobody else does meanwhile, and keeps what comes of it in the place of what was kept. */
async function reckon(manager: EntityManager, caseIds: readonly string[], by: ReckonedBy): Promise<void> {
  for (const table of Object.keys(readers))
    await manager.query(`delete from ${table} where case_id = any ($1)`, [caseIds]);
  const { now, zone, promised } = by;
  const series = promised.filter(({ periodic }) => periodic).map(({ commitment }) => commitment);
  await manager.query(heldOf('$3', '$4'), [caseIds, now, zone, termsOf(promised, zone), series]);
  // Which body a promise binds is looked up as it is asked.
  const all = promised.map((one) => ({ ...one, elsewhere: false }));
  const question = { from: always, to: '9999-12-31', asOf: now, zone, promised: all, cases: caseIds };
  await keepDue(manager, question);
  await keepDays(manager, question);
  await keepSpans(manager, caseIds, promised);
  await keepSilences(manager, caseIds, now, zone);
}

/** SQL of what was said just now of these cases alone, as rows of a name: of all PostgreSQL would read all. */
const heldAmong = (caseIds: string) => (row: string) =>
  `(select * from reckonings where case_id = any (${caseIds})) ${row}`;

/**
 * Of each date on which an obligation was ever said to be due: as it is, where that is its date still. What was recorded, and when
 * something turned by itself, is all before `holds_from`; who answers for it, and as what who it is for was assessed, is decided by its due time.
 */
async function keepDue(manager: EntityManager, question: ComplianceQuestion): Promise<void> {
  const { sql, wanted } = fellDue(question, dimensions, { groupedBy: [] });
  const caseIds = `$${wanted.values.push(question.cases)}`;
  const held = heldAmong(caseIds);
  const own = 'edition, kind, bcu, lpt, offence_group, owner, team, entitlement, method, listed, status, stood';
  await manager.query(
    `insert into reckoned_obligations (obligation_id, case_id, commitment, due_on, due_at, known_from, holds_from, ${own}, marks, lapsed, hours_late)
     ${sql}, counted as (
       select *, ${markBits} as marks, ${hoursLate} as hours_late from fell_due
     )
     select o.obligation_id, o.case_id, o.commitment, d.due_on, coalesce(f.due_at, d.due_at), known.from,
       greatest(o.arisen_at, o.due_at, o.outcome_at, o.lapsed_at, o.paused_at, upper(o.stops), o.recorded_at,
         o.implied_at + interval '1 millisecond', known.at, c.recorded_at, ${movedAt},
         (select max(e.replaced_at) from earlier_contacts e where e.contact_id = o.discharged_by)),
       ${own.replace(/\w+/g, 'f.$&')}, coalesce(f.marks, 0), o.lapsed_at is not null, f.hours_late
     from ${held('k')} join cases c using (case_id) join obligations o using (case_id)
       join promised p on p.commitment = o.commitment and not p.unlimited
       cross join lateral (
         select min(v.recorded_at) as "from", max(v.recorded_at) as at from obligation_versions v where v.obligation_id = o.obligation_id
       ) known cross join lateral (
         select v.due_on, max(v.due_at) as due_at from obligation_versions v
         where v.obligation_id = o.obligation_id and v.due_on < k.until_on group by v.due_on
       ) d left join counted f on f.obligation_id = o.obligation_id and f.due_on = d.due_on`,
    wanted.values,
  );
}

async function keepDays(manager: EntityManager, question: ComplianceQuestion): Promise<void> {
  const series = question.promised.filter(({ periodic }) => periodic);
  const wanted = new Conditions(question.asOf, question.zone);
  const given = (value: unknown): string => `$${wanted.values.push(value)}`;
  const promises = given(JSON.stringify(question.promised));
  const caseIds = given(question.cases);
  const ofThese = `and h.case_id = any (${caseIds})`;
  const zone = '$2';
  const started = startedSeries(question, {
    series,
    zone,
    starts: `'-infinity'::timestamptz`,
    ends: '$1::timestamptz',
    mayRun: [() => 'true'],
    seen: '',
    cases: `unnest(${caseIds}::text[])`,
    given,
  });
  const isScheduled = series.some((one) => one.scheduled);
  const told = (date: string): string => (isScheduled ? `when u.told_at is not null then ${date}` : '');
  await manager.query(
    `insert into reckoned_days (${dayColumns}, owner, team, entitlement, from_on, until_on, begins_on, covers_from, covers_until, holds_from)
     with promised as not materialized (
       select * from jsonb_to_recordset(${promises}) as p (commitment text, standard text, body text, scheduled boolean)
     ), ${started}, dated as (
       select s.*, ${dateOf('lower(r)', zone)} as from_on, ${dateOf(`(upper(r) - interval '1 microsecond')`, zone)} + 1 as until_on,
         case when not (${countsFromUpdate}) then s.starts_on end as begins_on,
         case when s.covers_first then s.starts_on ${told(dateOf('u.told_at', zone))} end as covers_from,
         case when s.covers_first then ${firstCovered} + 1 ${told(`${sinceUpdate(zone)} + 1`)} end as covers_until
       from started s ${
         isScheduled
           ? `left join updates u on (u.case_id, u.participant_id, u.commitment, u.anchor_id, u.period)
           = (s.case_id, s.participant_id, s.commitment, s.anchor_id, s.period)`
           : ''
       } cross join lateral (
         select r from ${runs('')} r where ${mayBeCut} union all select tstzrange(s.run_from, s.run_to) where not ${mayBeCut}
       ) r
       where s.run_from < s.run_to
     ), held as (
       select d.*, w.owner, w.team, e.entitlement, k.holds_from, greatest(d.from_on, w.from_on, e.from_on) as first_on,
         least(d.until_on, w.until_on, e.until_on, k.until_on) as end_on
       from ${heldAmong(caseIds)('k')} join dated d using (case_id)
         join (${heldOn(owners, zone, ofThese)}) w on w.case_id = d.case_id
         join (${heldOn(entitlements, zone, ofThese)}) e on e.participant_id = d.participant_id
     )
     select ${dayColumns}, owner, team, entitlement, first_on, end_on, begins_on, covers_from, covers_until, holds_from
     from held where first_on < end_on`,
    wanted.values,
  );
}

/** Reckons some cases of which nothing was recorded for a while, in the transaction under way; answers how many. */
export async function reckonSome(
  manager: EntityManager,
  by: ReckonedBy,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<number> {
  const caseIds = await unreckoned.take(manager, before, limit);
  if (caseIds.length > 0) await reckon(manager, caseIds, by);
  return caseIds.length;
}

/** Has some cases reckoned anew of which what is kept ends before a date, or was reckoned by other terms; answers how many. */
export async function renewReckonings(
  manager: EntityManager,
  { zone, promised }: ReckonedBy,
  { until, limit }: { readonly until: LocalDate; readonly limit: number },
): Promise<number> {
  const found: { case_id: string }[] = await manager.query(
    `select case_id from reckonings where until_on > '-infinity' and (until_on < $1 or terms < $2 or terms > $2)
       and case_id not in (select case_id from unreckoned_cases) order by case_id limit ${limit}`,
    [until, termsOf(promised, zone)],
  );
  const caseIds = found.map(({ case_id: id }) => id);
  await unreckoned.again(manager, caseIds);
  return found.length;
}
