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
import { middleOf } from './middle.queries.js';
import { fellDue, marks, type ComplianceQuestion } from './fell-due.queries.js';

/** What a report counts: a row per group in the order of its dimensions, and all of them together. */
export interface ComplianceView {
  readonly rows: ComplianceRow[];
  readonly totals: Measure;
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

const sum = (condition: string): string => `(count(*) filter (where ${condition}))::int`;
const counted = (status: string): string => sum(`listed = 'fell-due' and status = '${status}'`);
const marked = (mark: string): string => sum(`listed = 'fell-due' and ${mark}`);

const counts = `${marked('true')} as "fellDue", ${counted('met')} as met, ${counted('met-late')} as "metLate",
  ${counted('missed')} as missed, ${counted('excused')} as excused, ${counted('waived')} as waived,
  ${counted('voided')} as voided, ${counted('superseded')} as superseded,
  ${marked(marks.recordedLate)} as "recordedLate", ${marked(marks.recordedAfterDue)} as "recordedAfterDue",
  ${marked(marks.disputed)} as disputed, ${marked(marks.changedAfterDue)} as "changedAfterDue",
  ${marked(marks.reattributed)} as reattributed, ${marked("coalesce(stood, status) = 'met'")} as "metAsStood",
  ${marked("coalesce(stood, status) in ('met', 'met-late', 'missed', 'excused')")} as "ratedAsStood",
  ${sum("listed = 'not-due-yet'")} as "notDueYet", ${sum("listed = 'paused'")} as paused,
  ${sum("listed = 'awaiting-calendar'")} as "awaitingCalendar",
  ${middleOf('extract(epoch from outcome_at - due_at) / 3600')}
    filter (where listed = 'fell-due' and status = 'met-late') as lateness`;

/**
 * The obligations that fell due in a period, counted per group of the given dimensions, and the person-days that were covered;
 * one row for all without any. Read in one statement, so rows, totals and position are of one moment (rules.md, What fell due).
 */
export async function complianceOf(
  manager: EntityManager,
  question: ComplianceQuestion,
  groupBy: readonly Dimension[],
): Promise<ComplianceView> {
  const by = [...new Set(groupBy)];
  const fell = fellDue(question, by);
  const columns = by.map((dimension) => columnOf[dimension]);
  const grouped = by.length === 0 ? '()' : `(${columns.join(', ')}), ()`;
  const isTotal = by.length === 0 ? 'true' : `grouping(${columns.join(', ')}) > 0`;
  const key = `row(${columns.join(', ')})::text as key`;
  const found: CountRow[] = await manager.query(
    `${fell.sql}, ${coverage(question, by, fell)}, counted as (
       select ${[...columns, counts].join(', ')}, ${isTotal} as "isTotal", ${key}
       from fell_due group by grouping sets (${grouped})
     ), covered as (select *, ${key} from coverage)
     select ${columns.map((column) => `coalesce(counted.${column}, covered.${column}) as ${column}, `).join('')} "isTotal",
       ${shown}, lateness, ${headPosition} as position
     from counted full join covered using (key, "isTotal")
     ${columns.length > 0 ? `order by ${columns.join(', ')}` : ''}`,
    fell.wanted.values,
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
