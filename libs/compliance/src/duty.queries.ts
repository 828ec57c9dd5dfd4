import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { headPosition } from '@kept-informed/event-store';
import { waitingStatuses, withinSight } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { fellDue } from './fell-due.queries.js';
import { keptInSight } from './kept-page.queries.js';
import { reckonedDue } from './reckoned-due.queries.js';
import { isHardlyKept, type ReckonedAsked, unreckonedFor } from './reckoned.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

/** Whose duties a supervisor asks about; `-` for those that have none. Nothing given: the whole force. */
export interface DutyQuestion {
  /** Obligations as was recorded by then; cases and alerts are as the manager finds them. */
  readonly knownAt?: Instant;
  readonly asOf: Instant;
  /** The London date of `asOf`. */
  readonly today: LocalDate;
  readonly zone: Zone;
  readonly promised: readonly ReportedPromise[];
  readonly team?: string;
  readonly bcu?: string;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
}

/** What is missed and still owed, and which alerts wait for somebody, read at one moment. */
export interface DutyView {
  /** The first due date of what is missed; null where nothing is. */
  readonly firstDueOn: LocalDate | null;
  /** As the compliance report counts it: still owed, or closed for good. */
  readonly missed: number;
  readonly closedForGood: number;
  readonly overdue: number;
  readonly byAge: { daysFrom: number; daysTo: number | null; count: number }[];
  /** By the latest alert that still waits; null: none does. */
  readonly byRung: { rung: string | null; count: number }[];
  readonly alerts: { rung: string; status: string; count: number }[];
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

/** Elapsed days since the due time at which an overdue duty becomes older; the last has no end. */
const ages = [0, 1, 7, 28];

/** SQL: which of them it has come to, the oldest first; days elapse by the hour, whatever the clocks do. */
const olderThan = ages
  .map((days, age) => `when due_at <= $1::timestamptz - interval '${24 * days} hours' then ${age}`)
  .slice(1)
  .toReversed()
  .join(' ');

/** Earlier than any due date. */
const always: LocalDate = '0001-01-01';

/** In the words of the index that has them, each obligation's latest first. */
const waits = `status in ('${waitingStatuses.join("', '")}')`;

const counts = `
  latest as (
    select distinct on (obligation_id) obligation_id, rung from alerts where ${waits}
    order by obligation_id, due_at desc, position desc
  ), overdue as materialized (
    select case ${olderThan} else 0 end as age, l.rung, count(*)::int as count
    from missed m left join latest l using (obligation_id) where m.is_owed group by 1, 2
  ), by_age as (
    select age, sum(count)::int as count from overdue group by 1
  ), by_rung as (
    select rung, sum(count)::int as count from overdue group by 1 order by rung
  )`;

/** SQL of what is kept of what was missed: that which is closed for good, or is owed still, in the words of the index that has them apart. */
const keptMissed = (asked: ReckonedAsked, lapsed: boolean): string => `
  (${reckonedDue(asked)}) r where r.status = 'missed' and r.lapsed = ${lapsed} ${keptInSight(asked.question, asked.wanted)}`;

/** SQL: that an alert is not of a case that is kept from whoever sees the whole force: such are few, and there is an index of them. */
const notUnseen = (seen: string): string => `case_id not in (select case_id from cases c where not (true ${seen}))`;

/** SQL: that an alert is of a case of which it holds: each case is looked up once, however many alerts it has. */
const amongSeen = (seen: string): string => `case_id in (
  select case_id from (select distinct case_id from alerts where ${waits}) a cross join lateral (
    select from cases c where c.case_id = a.case_id ${seen} offset 0) found)`;

/**
 * What a supervisor on duty has to see to. Obligations are attributed and counted as the compliance report does, so that
 * `missed` equals its figure at the same position; alerts belong to whoever has the case now.
 */
export async function dutyOf(
  manager: EntityManager,
  { asOf, today, zone, promised, team, bcu, sight, knownAt }: DutyQuestion,
): Promise<DutyView> {
  const wide = { from: always, to: today, asOf, unsettled: 'missed' as const, knownAt };
  const question = { ...wide, filter: { team, bcu }, zone, promised, sight };
  // As known before, what is kept of it may not hold.
  const isKept = knownAt === undefined && !(await isHardlyKept(manager, question));
  const besides = isKept ? unreckonedFor(question) : undefined;
  const { sql, wanted, zone: zoneValue } = fellDue(question, [], { besides });
  const asked = { question, by: [], wanted, zone: zoneValue };
  const keptOwed = besides
    ? `union all select obligation_id, due_on, due_at, true from ${keptMissed(asked, false)}`
    : '';
  const keptForGood = besides ? `union all select due_on from ${keptMissed(asked, true)}` : '';
  const before = wanted.sql.length;
  withinSight(wanted, sight);
  wanted.is('c.team', team);
  wanted.is('c.bcu', bcu);
  const seen = wanted.sql.slice(before);
  const isWholeForce = (sight?.force ?? true) && team === undefined && bcu === undefined;
  const [row]: DutyRow[] = await manager.query(
    `${sql}, missed as materialized (
       select obligation_id, due_on, due_at, lapsed_at is null or lapsed_at > $1 as is_owed from fell_due where status = 'missed' ${keptOwed}
     ), all_missed as (
       select count(*)::int as missed, min(due_on) as first_due_on from (select due_on from missed ${keptForGood}) each_missed
     ), ${counts}, by_status as (
       select rung, status, count(*)::int as count from alerts
       where ${waits} and ${isWholeForce ? notUnseen(seen) : amongSeen(seen)} group by 1, 2 order by 1, 2
     )
     select first_due_on as "firstDueOn", missed,
       (select coalesce(sum(count), 0)::int from overdue) as overdue,
       (select coalesce(jsonb_object_agg(age, count), '{}') from by_age) as ages,
       (select coalesce(jsonb_agg(by_rung), '[]') from by_rung) as "byRung",
       (select coalesce(jsonb_agg(by_status), '[]') from by_status) as alerts,
       ${headPosition} as position from all_missed`,
    wanted.values,
  );
  const { ages: found, ...view } = row!;
  return { ...view, closedForGood: view.missed - view.overdue, byAge: agesIn(found) };
}

type DutyRow = Omit<DutyView, 'closedForGood' | 'byAge'> & { ages: Readonly<Record<string, number>> };

function agesIn(found: Readonly<Record<string, number>>): DutyView['byAge'] {
  return ages.map((daysFrom, age) => ({ daysFrom, daysTo: ages[age + 1] ?? null, count: found[age] ?? 0 }));
}
