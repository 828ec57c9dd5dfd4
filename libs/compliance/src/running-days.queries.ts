import { addMonths, type LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import type { ComplianceQuestion } from './fell-due.queries.js';
import { dateOf } from './held-on.queries.js';
import { mostMonths } from './month-series.measures.js';

/** With what a duty is not over before it is due; where periods count from fixed points, also once it is met. */
const lastsUntilDue = (isScheduled: boolean): string =>
  isScheduled ? "('excused', 'met', 'met-late')" : "('excused')";

/** While nothing else stops it, an obligation of a series runs from when it arose until it ended; excused, until it was due. */
export const endOf = `(case
  when d.outcome = 'excused' or p.scheduled and d.outcome in ('met', 'met-late') then greatest(d.outcome_at, d.due_at)
  else least(d.outcome_at, d.lapsed_at) end)`;

/** Whether it may have ended later than at an instant, told by its own row alone. */
export const endsAfter = (
  row: string,
  at: string,
  isScheduled: boolean,
): string => `(least(${row}.outcome_at, ${row}.lapsed_at) is null
  or least(${row}.outcome_at, ${row}.lapsed_at) > ${at}
  or ${row}.outcome in ${lastsUntilDue(isScheduled)} and ${row}.due_at > ${at})`;

/** For how many elapsed days most of them last at the most. */
export const usualDays = 40;

/** Whether one that arose earlier than usual ran on: spelled as in the index of what did, so that no other is read. */
export const lastedLong = (row: string): string => `(coalesce(${row}.outcome_at, ${row}.lapsed_at) is null
  or ${row}.outcome_at - o.arisen_at > interval '${usualDays} days' or ${row}.lapsed_at - o.arisen_at > interval '${usualDays} days'
  or ${row}.due_at - o.arisen_at > interval '${usualDays} days')`;

/** The dates of a question as a string of bits, a one for each date that is meant: days are joined and cut by the bit. */
export interface DateBits {
  readonly none: string;
  /** From a date up to another, which is no longer among them; of what lies outside the question nothing. */
  readonly between: (from: string, to: string) => string;
}

/** From when on days are to be told apart: of a period longer than anybody looks at not before anything at all was owed. */
export async function daysFrom(
  manager: EntityManager,
  { from, to, asOf, zone, promised }: ComplianceQuestion,
): Promise<LocalDate> {
  if (from >= addMonths(to, -mostMonths)) return from;
  const [found]: { first: LocalDate }[] = await manager.query(
    `select greatest($1::date, coalesce(min(${dateOf('o.arisen_at', '$2')}), ${dateOf('$3::timestamptz', '$2')})) as first
     from unnest($4::text[]) as series (commitment) cross join lateral (
       select arisen_at from obligations o where o.commitment = series.commitment order by arisen_at limit 1) o`,
    [from, zone, asOf, promised.filter(({ periodic }) => periodic).map(({ commitment }) => commitment)],
  );
  return found!.first;
}

export function daysOf(first: string, until: string): DateBits {
  const ones = `repeat('1', ${until} - ${first})::varbit`;
  const from = (date: string): string => `(${ones} >> greatest(0, ${date} - ${first}))`;
  return { none: `(~ ${ones})`, between: (one, other) => `(${from(one)} & ~ ${from(other)})` };
}

/**
 * Whether something may stop it meanwhile. Its case, as it is, was closed once at the most, and not before it ended: then no
 * closure does. That is all but a few, whose spans alone are looked up and put together.
 */
export const mayBeCut = `(s.paused_at is not null or coalesce(s.stops <> '{}', false) or coalesce(s.closed_at < s.run_to, false)
  or s.case_id in (select case_id from case_closings where not closes))`;

/** Whether it counts from an update: from what began a series it never does. */
export const countsFromUpdate = `not (s.anchor_id = s.trigger_id and s.trigger in ('case-opened', 'crime-reported', 'contact-plan-agreed'))
  and coalesce((select true from contacts k where k.contact_id = s.anchor_id limit 1), false)`;

/**
 * It counts from a contact that was struck out since, or put right to an attempt or another day: it stays where it was missed by
 * then, and covers nothing (rules.md, Coverage: of discharging updates alone).
 */
export const countsFromNone = (
  zone: string,
  isKnown: string,
): string => `(d.lapsed_at is not null or d.outcome = 'superseded') and exists (
    select from contacts k where k.contact_id = d.anchor_id and (k.struck_out_at ${isKnown}
      or k.corrected_at ${isKnown} and (k.reached_at is null or ${dateOf('k.reached_at', zone)} <> ${dateOf('d.starts_at', zone)})))`;

/** The spans of time in which one runs that something stops: its pauses, and while its case was closed. */
export const runs = (known: string): string => `unnest(
  tstzmultirange(tstzrange(s.run_from, s.run_to)) - coalesce(s.stops, '{}')
  - case when s.paused_at is null then '{}' else tstzmultirange(tstzrange(s.paused_at, null)) end
  - coalesce((
    -- Of an obligation under dispute a closure closes nothing before it was told of.
    select range_agg(tstzrange(closed_at, greatest(closed_at, reopened_at))) from (
      select k.closes, case when s.disputed then greatest(k.at, k.recorded_at) else k.at end as closed_at,
        coalesce(lead(k.at) over (order by k.version), 'infinity') as reopened_at
      from case_closings k where k.case_id = s.case_id ${known}
    ) turns where closes), '{}'))`;

/** The last date of one period from the update that met the one before, longer by whole days of pauses. */
export const sinceUpdate = (zone: string): string => `(${dateOf('u.told_at', zone)} + s.every + (
  select make_interval(days => floor(coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) / 86400)::int)
  from unnest(coalesce(s.stops, '{}') * tstzmultirange(tstzrange(u.told_at, null))) r))::date`;

/** A first period falls due later than one period on by its pauses, or because a plan was keyed late: that covers no longer. */
export const firstCovered = `greatest(s.starts_on,
  case when coalesce(s.stops, '{}') = '{}' then least(s.due_on, (s.starts_on + s.every)::date) else s.due_on end)`;
