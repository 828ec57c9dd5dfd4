import { endOfDay, startOfDay } from '@kept-informed/calendar';
import { Conditions, headPosition } from '@kept-informed/event-store';
import { statusAt } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { methodOfMeeting } from './attribution.queries.js';
import type { Dimension } from './compliance.measures.js';
import { columnOf, filterOf, financialYear, isWanted } from './dimension.queries.js';
import { carriedOn, type ComplianceQuestion, seenIn } from './fell-due.queries.js';
import { casesOf, obligationsOf } from './known-then.queries.js';
import { middleOf } from './middle.queries.js';
import { noLimitMeasureOf, type NoLimitCounts, type NoLimitMeasure } from './no-limit.measures.js';

/** One line of the list: the group by its dimensions (null: they have none), and its measure. */
export interface NoLimitRow extends NoLimitMeasure {
  readonly group: Readonly<Partial<Record<Dimension, string | null>>>;
}

export interface NoLimitView {
  readonly rows: NoLimitRow[];
  readonly totals: NoLimitMeasure;
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

const obligationColumns = {
  own: [
    'obligation_id',
    'case_id',
    'participant_id',
    'commitment',
    'edition',
    'trigger_id',
    'anchor_id',
    'period',
    'arisen_at',
  ],
  versioned: ['due_at', 'lapsed_at', 'outcome', 'outcome_at', 'discharged_by', 'paused_at', 'stops'],
};

/** Whoever had the case last by then: they are not due at any time to which they could be attributed otherwise. */
const ownerThen = (known: string): string => `
  left join lateral (
    select h.staff_id as owner, h.team from case_owners h
    where h.case_id = d.case_id and h.owned_from <= $1 and h.recorded_at <= $1 ${known}
    order by h.owned_from desc, h.version desc limit 1
  ) w on true`;

/** What they were assessed as last by then. */
const entitlementThen = (known: string): string => `
  left join lateral (
    select h.entitlement from participant_entitlements h
    where h.participant_id = d.participant_id and h.held_from <= $1 and h.recorded_at <= $1 ${known}
    order by h.held_from desc, h.version desc limit 1
  ) e on true`;

const sum = (condition: string): string => `(count(*) filter (where ${condition}))::int`;
const isDone = `status in ('met', 'met-late')`;
const isNotDone = `status in ('open', 'paused', 'missed')`;
const isDue = 'due_at <= $1';

const counts = `${sum('true')} as arisen, ${sum(isDone)} as done, ${sum(isNotDone)} as "notDone",
  ${sum("status = 'excused'")} as excused, ${sum("status = 'waived'")} as waived, ${sum("status = 'voided'")} as voided,
  ${sum("status = 'superseded'")} as superseded,
  ${middleOf('days_until_done')} filter (where ${isDone}) as "medianDays",
  max(days_since) filter (where ${isNotDone}) as "longestOpenDays",
  ${sum(`${isDue} and status = 'met'`)} as "targetMet", ${sum(`${isDue} and status = 'met-late'`)} as "targetMetLate",
  ${sum(`${isDue} and status = 'missed'`)} as "targetMissed", ${sum(`${isDue} and status = 'excused'`)} as "targetExcused"`;

/**
 * The duties without a printed limit that arose in a period, each with its status and what it is attributed to, as a common
 * table `arisen`, and the values that its text refers to. Months, quarters and years are those in which they arose.
 */
export function arisen(
  question: ComplianceQuestion,
  shown: readonly Dimension[],
  groupedBy = shown,
): { sql: string; wanted: Conditions } {
  const { from, to, asOf, knownAt, filter = {}, elsewhere = false, zone, promised } = question;
  const isKnown = knownAt !== undefined;
  // As instants, as the index on when it arose has them.
  const wanted = new Conditions(asOf, startOfDay(from, zone), endOfDay(to, zone), ...(isKnown ? [knownAt] : []), zone);
  const inZone = `$${wanted.values.length}`;
  const promises = `$${wanted.values.push(JSON.stringify(promised.filter(({ unlimited }) => unlimited)))}`;
  const seen = seenIn(question, wanted);
  const known = (row: string): string => (isKnown ? `and ${row}.recorded_at <= $4` : '');
  const dateOf = (instant: string): string => `(${instant} at time zone ${inZone})::date`;
  const byOwner = isWanted(['owner', 'team'], shown, filter);
  const byEntitlement = isWanted(['entitlement'], shown, filter);
  const byMethod = isWanted(['method'], shown, filter);
  const sql = `with promised as (
      select * from jsonb_to_recordset(${promises}) as p (commitment text, standard text, body text, elsewhere boolean)
    ), dated as (
      select d.*, p.standard, p.body, ${dateOf('d.arisen_at')} as arisen_on, ${statusAt('d')} as status
      from (${obligationsOf({ knownAt }, obligationColumns)}) d join promised p using (commitment)
      where p.elsewhere = ${elsewhere} and d.arisen_at >= $2 and d.arisen_at < $3
    ), attributed as (
      select d.*, c.kind, c.bcu, c.lpt, c.offence_group, to_char(d.arisen_on, 'YYYY-MM') as month,
        to_char(d.arisen_on, 'YYYY-"Q"Q') as quarter, ${financialYear('d.arisen_on')},
        ${byOwner ? 'w.owner, w.team' : 'null as owner, null as team'},
        ${byEntitlement ? 'e.entitlement' : 'null as entitlement'}, ${byMethod ? 'm.method' : 'null as method'},
        ${dateOf('d.outcome_at')} - d.arisen_on as days_until_done, ${dateOf('$1::timestamptz')} - d.arisen_on as days_since
      from dated d join ${casesOf({ knownAt })} c using (case_id)
        ${byOwner ? ownerThen(known('h')) : ''} ${byEntitlement ? entitlementThen(known('h')) : ''}
        ${byMethod ? methodOfMeeting(isKnown) : ''}
      where d.status is not null and not ${carriedOn(known('n'))} ${seen}
    ), arisen as (select * from attributed where true ${filterOf(filter, groupedBy, wanted)})`;
  return { sql, wanted };
}

/** What became of them, per group of the given dimensions; one row for all without any (rules.md, Limits not printed). */
export async function noLimitIn(
  manager: EntityManager,
  question: ComplianceQuestion,
  groupBy: readonly Dimension[],
): Promise<NoLimitView> {
  const by = [...new Set(groupBy)];
  const { sql, wanted } = arisen(question, by);
  const columns = by.map((dimension) => columnOf[dimension]);
  const grouped = by.length === 0 ? '()' : `(${columns.join(', ')}), ()`;
  const isTotal = by.length === 0 ? 'true' : `grouping(${columns.join(', ')}) > 0`;
  const found: NoLimitRowFound[] = await manager.query(
    `${sql} select ${[...columns, counts].join(', ')}, ${isTotal} as "isTotal", ${headPosition} as position from arisen
    group by grouping sets (${grouped}) ${columns.length > 0 ? `order by ${columns.join(', ')}` : ''}`,
    wanted.values,
  );
  const all = found.find((row) => row.isTotal)!;
  const groups = by.length === 0 ? found.filter(({ arisen: count }) => count > 0) : found.filter((row) => !row.isTotal);
  return {
    rows: groups.map((row) => ({ group: groupOf(row, by), ...measureIn(row) })),
    totals: measureIn(all),
    position: all.position,
  };
}

type NoLimitRowFound = NoLimitCounts & { isTotal: boolean; position: string; [column: string]: unknown };

const groupOf = (row: NoLimitRowFound, by: readonly Dimension[]): NoLimitRow['group'] =>
  Object.fromEntries(by.map((dimension) => [dimension, row[columnOf[dimension]] as string | null]));

function measureIn({
  arisen: count,
  done,
  notDone,
  excused,
  waived,
  voided,
  superseded,
  ...row
}: NoLimitRowFound): NoLimitMeasure {
  const { medianDays, longestOpenDays, targetMet, targetMetLate, targetMissed, targetExcused } = row;
  const became = { arisen: count, done, notDone, excused, waived, voided, superseded, medianDays, longestOpenDays };
  return noLimitMeasureOf({ ...became, targetMet, targetMetLate, targetMissed, targetExcused });
}
