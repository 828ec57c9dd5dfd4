import { Conditions, columns, headPosition } from '@kept-informed/event-store';
import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import type { EntityManager } from 'typeorm';
import { restrictedCasesBeyond } from './counted-obligations.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import type { Share, ShareMeasure, ShareView } from './measure-definition.measures.js';
import { likely } from './known-then.queries.js';
import { measuredColumnOf, type MeasuredDimension } from './measured-dimension.queries.js';
import type { CountedShare, MeasuredFilter } from './measured-source.js';

/** The question of a measure: of a report, with what else can be filtered by. */
export interface MeasuredQuestion extends Omit<ComplianceQuestion, 'filter'> {
  readonly filter?: MeasuredFilter;
}

/** The part and the whole of a group with what is worked out from them. */
export interface MeasuredRow extends Share, ShareView {
  readonly group: Readonly<Partial<Record<MeasuredDimension, string | null>>>;
}

export interface MeasuredView {
  readonly rows: MeasuredRow[];
  readonly totals: Omit<MeasuredRow, 'group'>;
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

/** One of what a measure counts: an obligation, a promised date, a participant or a closing. */
export interface MeasuredItem {
  readonly id: string;
  readonly caseId: string;
  /** Null: it is of a case and of nobody in particular. */
  readonly participantId: string | null;
  /** What it is ordered by: its due time, when it arose, was promised, joined or closed. */
  readonly at: Instant;
  /** Whether it is of the part, or of the whole alone. */
  readonly isPart: boolean;
  readonly group: Readonly<Partial<Record<MeasuredDimension, string | null>>>;
}

export interface MeasuredPlace {
  readonly at: Instant;
  readonly id: string;
}

/** The part and the whole of a measure, per group of the given dimensions; one row for all without any. */
export async function measuredIn(
  manager: EntityManager,
  { source, of }: CountedShare,
  question: MeasuredQuestion,
  groupBy: readonly MeasuredDimension[],
): Promise<MeasuredView> {
  const by = [...new Set(groupBy)];
  const { sql, wanted } = source.tables(question, { shown: by, groupedBy: by });
  const named = by.map((dimension) => measuredColumnOf[dimension]);
  const isTotal = by.length === 0 ? 'true' : `grouping(${named.join(', ')}) > 0`;
  const own = ownFilter(question, wanted);
  const found: MeasuredCount[] = await manager.query(
    `${sql} select ${named.map((column) => `${column}, `).join('')} count(*)::int as whole,
      (count(*) filter (where is_part))::int as part, ${isTotal} as "isTotal", ${headPosition} as position
    from measured where true ${own} group by grouping sets (${by.length === 0 ? '()' : `(${named.join(', ')}), ()`})
    ${by.length === 0 ? '' : `order by ${named.join(', ')}`}`,
    wanted.values,
  );
  const all = found.find((row) => row.isTotal)!;
  const groups = found.filter((row) => (by.length === 0 ? row.whole > 0 : !row.isTotal));
  return {
    rows: groups.map((row) => ({ group: groupOf(row, by), ...figureOf(row, of) })),
    totals: figureOf(all, of),
    position: all.position,
  };
}

/** Which of what a measure counts; all of the whole, where nothing is said. */
interface MeasuredCell {
  readonly part?: boolean;
  readonly after?: MeasuredPlace;
  readonly limit: number;
}

/** What a measure counts, one by one, in the order of their times, from after a place. */
export function measuredItems(
  manager: EntityManager,
  { source }: CountedShare,
  question: MeasuredQuestion,
  { part, after, limit }: MeasuredCell,
): Promise<MeasuredItem[]> {
  const { sql, wanted } = source.tables(question, { shown: source.dimensions, groupedBy: [], inOrder: true });
  const own = ownFilter(question, wanted);
  const before = wanted.sql.length;
  wanted.add(likely('is_part = ?'), part);
  wanted.add('(at, id) > (?::timestamptz, ?)', after?.at, after?.id);
  const group = source.dimensions.map((dimension) => `'${dimension}', ${measuredColumnOf[dimension]}`).join(', ');
  return manager.query(
    `${sql} select ${columns<MeasuredItem>('m', 'id', 'caseId', 'participantId', 'at', 'isPart')},
      jsonb_build_object(${group}) as "group"
    from measured m where true ${own} ${wanted.sql.slice(before)} order by at, id limit ${limit}`,
    wanted.values,
  );
}

/** How many of them are not listed for who asks, since their cases are restricted and out of their sight. */
export async function withheldItems(
  manager: EntityManager,
  { source }: CountedShare,
  question: MeasuredQuestion,
  { part, sight }: { readonly part?: boolean; readonly sight: Sight | null },
): Promise<number> {
  if (question.sight !== null) return 0;
  const outOfSight = await restrictedCasesBeyond(manager, sight);
  if (outOfSight.length === 0) return 0;
  const seen = { ...question, cases: outOfSight };
  const { sql, wanted } = source.tables(seen, { shown: source.dimensions, groupedBy: [] });
  const own = ownFilter(question, wanted);
  const before = wanted.sql.length;
  wanted.add('is_part = ?', part);
  const [found] = await manager.query(
    `${sql} select count(*)::int as withheld from measured where true ${own} ${wanted.sql.slice(before)}`,
    wanted.values,
  );
  return found.withheld;
}

/** By what only a measure can be filtered; by all else its source is. */
function ownFilter({ filter = {} }: MeasuredQuestion, wanted: Conditions): string {
  const before = wanted.sql.length;
  wanted.is(measuredColumnOf.age, filter.age);
  wanted.is(measuredColumnOf.daysToDue, filter.daysToDue);
  return wanted.sql.slice(before);
}

type MeasuredCount = Share & { isTotal: boolean; position: string; [column: string]: unknown };

const groupOf = (row: MeasuredCount, by: readonly MeasuredDimension[]): MeasuredRow['group'] =>
  Object.fromEntries(by.map((dimension) => [dimension, row[measuredColumnOf[dimension]] as string | null]));

const figureOf = ({ part, whole }: Share, of: ShareMeasure['of']) => ({ part, whole, ...of({ part, whole }) });
