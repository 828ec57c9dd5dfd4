import { headPosition } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import {
  addedCounts,
  measureOf,
  totalOf,
  type ComplianceRow,
  type Counts,
  type Dimension,
  type Measure,
} from './compliance.measures.js';
import { coverage } from './coverage.queries.js';
import { columnOf } from './dimension.queries.js';
import { daysFrom } from './running-days.queries.js';
import { middleOf } from './middle.queries.js';
import { reckonedDue } from './reckoned-due.queries.js';
import { isHardlyKept, unreckonedFor } from './reckoned.queries.js';
import { fellDue, hoursLate, isMarked, markBits, type marks, type ComplianceQuestion } from './fell-due.queries.js';

/** What a report counts: a row per group in the order of its dimensions, and all of them together. */
export interface ComplianceView {
  readonly rows: ComplianceRow[];
  readonly totals: Measure;
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

const sum = (condition: string): string => `coalesce(sum(count) filter (where ${condition}), 0)::int`;
const counted = (status: string): string => sum(`is_due and status = '${status}'`);
const marked = (mark: keyof typeof marks): string => sum(`is_due and ${isMarked(mark)}`);

/**
 * How many there are of each kind that counts tell apart, and how late those were that were met late. Every obligation is looked
 * at once, and what is left of them is few rows, however many are counted of them.
 */
function tallied(columns: readonly string[], { from, marks, hours }: TalliedRows): string {
  const kinds = [...columns, 'listed', 'status', 'stood'];
  return `
    select ${kinds.join(', ')}, ${marks} as marks, listed = 'fell-due' as is_due, count(*) as count,
      array_agg(${hours}) filter (where listed = 'fell-due' and status = 'met-late') as hours
    from ${from} group by ${[...kinds, ''].map((_, index) => index + 1).join(', ')}`;
}

/** What is tallied, by SQL: the rows, what they are marked as, and how late they were met. */
interface TalliedRows {
  readonly from: string;
  readonly marks: string;
  readonly hours: string;
}

const reckonedNow: TalliedRows = { from: 'fell_due', marks: markBits, hours: hoursLate };

const keptReckoned = (rows: string): TalliedRows => ({ from: `(${rows}) kept`, marks: 'marks', hours: 'hours_late' });

const counts = `${sum('is_due')} as "fellDue", ${counted('met')} as met, ${counted('met-late')} as "metLate",
  ${counted('missed')} as missed, ${counted('excused')} as excused, ${counted('waived')} as waived,
  ${counted('voided')} as voided, ${counted('superseded')} as superseded,
  ${marked('recordedLate')} as "recordedLate", ${marked('recordedAfterDue')} as "recordedAfterDue",
  ${marked('disputed')} as disputed, ${marked('changedAfterDue')} as "changedAfterDue",
  ${marked('reattributed')} as reattributed, ${sum("is_due and coalesce(stood, status) = 'met'")} as "metAsStood",
  ${sum("is_due and coalesce(stood, status) in ('met', 'met-late', 'missed', 'excused')")} as "ratedAsStood",
  ${sum("listed = 'not-due-yet'")} as "notDueYet", ${sum("listed = 'paused'")} as paused,
  ${sum("listed = 'awaiting-calendar'")} as "awaitingCalendar"`;

/**
 * The obligations that fell due in a period, counted per group of the given dimensions, and the person-days that were covered;
 * one row for all without any. Read in one statement, so rows, totals and position are of one moment (rules.md, What fell due).
 */
export async function complianceOf(
  manager: EntityManager,
  question: ComplianceQuestion,
  groupBy: readonly Dimension[],
  options: { readonly fromRowsAlone?: boolean } = {},
): Promise<ComplianceView> {
  const by = [...new Set(groupBy)];
  const since = await daysFrom(manager, question);
  const fromRowsAlone = options.fromRowsAlone ?? (await isHardlyKept(manager, question));
  const fell = fellDue(question, by, { besides: fromRowsAlone ? undefined : unreckonedFor(question) });
  const columns = by.map((dimension) => columnOf[dimension]);
  const grouped = by.length === 0 ? '()' : `(${columns.join(', ')}), ()`;
  const isTotal = by.length === 0 ? 'true' : `grouping(${columns.join(', ')}) > 0`;
  const key = `row(${columns.join(', ')})::text as key`;
  const sets = `grouping sets (${grouped})`;
  const { wanted, zone } = fell;
  const kept = fromRowsAlone ? [] : [keptReckoned(reckonedDue({ question, by, wanted, zone }))];
  const parts = [reckonedNow, ...kept].map((rows) => tallied(columns, rows));
  const found: CountRow[] = await manager.query(
    `${fell.sql}, ${coverage(question, by, fell, { daysFrom: since, fromRowsAlone })}, tallied as (${parts.join(' union all ')}), counted as (
       select ${[...columns, counts].join(', ')}, ${isTotal} as "isTotal", ${key} from tallied group by ${sets}
     ), late as (
       select ${middleOf('late')} as lateness, ${isTotal} as "isTotal", ${key}
       from tallied cross join unnest(hours) as late group by ${sets}
     ), covered as (select *, ${key} from coverage)
     select ${columns.map((column) => `coalesce(counted.${column}, covered.${column}) as ${column}, `).join('')} "isTotal",
       ${shown}, lateness, ${headPosition} as position
     from counted left join late using (key, "isTotal") full join covered using (key, "isTotal")
     ${columns.length > 0 ? `order by ${columns.join(', ')}` : ''}`,
    wanted.values,
  );
  const all = found.find(({ isTotal }) => isTotal)!;
  const groups = by.length === 0 ? found.filter(isCounted) : found.filter(({ isTotal }) => !isTotal);
  return { rows: groups.map((row) => rowOf(row, by)), totals: totalOf(groups, all), position: all.position };
}

const dayCounts = ['personDays', 'coveredDays'] as const;

/** A group of one of the two has none of the other. */
const shown = [...addedCounts, ...dayCounts].map((name) => `coalesce("${name}", 0) as "${name}"`).join(', ');

type CountRow = Counts & { lateness: number | null; isTotal: boolean; position: string; [column: string]: unknown };

const isCounted = ({ fellDue, notDueYet, paused, awaitingCalendar, personDays }: CountRow): boolean =>
  fellDue + notDueYet + paused + awaitingCalendar + personDays > 0;

function rowOf(row: CountRow, by: readonly Dimension[]): ComplianceRow {
  const group = Object.fromEntries(by.map((dimension) => [dimension, row[columnOf[dimension]] as string | null]));
  return { group, ...measureOf(countsIn(row), row.lateness) };
}

function countsIn(row: CountRow): Counts {
  return Object.fromEntries([...addedCounts, ...dayCounts].map((key) => [key, row[key]])) as unknown as Counts;
}
