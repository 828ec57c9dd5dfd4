import type { Sight } from '@kept-informed/decisions';
import { never, type Instant, type LocalDate } from '@kept-informed/calendar';
import { columns, type Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { dimensions, type Dimension } from './compliance.measures.js';
import { columnOf } from './dimension.queries.js';
import { fellDue, marks, type ComplianceQuestion } from './fell-due.queries.js';
import { type DuePlace, keptPage, type ReportCell } from './kept-page.queries.js';
import { isHardlyKept } from './reckoned.queries.js';
import { likely } from './known-then.queries.js';

/** One obligation as a report counts it: its status as of then, and the group that it is attributed to. */
export interface CountedObligation {
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
  readonly trigger: string;
  readonly arisenAt: Instant;
  /** None: it awaits a calendar. */
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly generation: number;
  readonly status: string;
  readonly dischargedAt: Instant | null;
  readonly dischargedBy: string | null;
  /** From due time to discharge, elapsed hours; null unless met late. */
  readonly latenessHours: number | null;
  readonly recordedLate: boolean;
  readonly recordedAfterDue: boolean;
  readonly disputed: boolean;
  readonly changedAfterDue: boolean;
  readonly reattributed: boolean;
  /** How it stood at its due time, where it was changed after that. */
  readonly stood: string | null;
  readonly group: Record<Dimension, string | null>;
}

/** An object of the columns of each dimension. */
const group = dimensions.map((dimension) => `'${dimension}', ${columnOf[dimension]}`).join(', ');

const shown = `
  ${columns<CountedObligation>('f', 'obligationId', 'caseId', 'participantId', 'trigger', 'arisenAt', 'dueOn', 'dueAt')},
  ${columns<CountedObligation>('f', 'generation', 'status')},
  case when status in ('met', 'met-late') then outcome_at end as "dischargedAt",
  case when status in ('met', 'met-late') then discharged_by end as "dischargedBy",
  case when status = 'met-late' then round(extract(epoch from outcome_at - due_at) / 3600, 2)::float8 end as "latenessHours",
  ${Object.entries(marks)
    .map(([mark, condition]) => `${condition} as "${mark}"`)
    .join(', ')}, stood, jsonb_build_object(${group}) as "group"`;

/** Which of them: so many from after a place, and whether of few dates, of which all may be looked at. */
interface CountedPage {
  readonly after?: DuePlace;
  readonly limit: number;
  readonly ofFewDates?: boolean;
}

/** The obligations behind a cell of a report, in the order in which they fell due, from after a place. */
export async function countedObligations(
  manager: EntityManager,
  question: ComplianceQuestion,
  cell: ReportCell,
  { after, limit, ofFewDates = false }: CountedPage,
): Promise<CountedObligation[]> {
  const { status, awaitingCalendar } = cell;
  // What is paused can be without a due date too.
  const dated = !awaitingCalendar && status !== 'paused';
  const inOrder = dated && !ofFewDates;
  const besides =
    inOrder && !(await isHardlyKept(manager, question)) ? keptPage(question, cell, { after, limit }) : undefined;
  const { sql, wanted } = fellDue(question, dimensions, { groupedBy: [], dated: inOrder && !besides, besides });
  const place = dated ? 'due_at' : `coalesce(due_at, '${never}')`;
  const before = wanted.sql.length;
  inCell(wanted, cell);
  wanted.add(`(${place}, obligation_id) > (?::timestamptz, ?)`, after?.dueAt, after?.obligationId);
  return manager.query(
    `${sql} select ${shown} from fell_due f where true ${wanted.sql.slice(before)} order by ${place}, obligation_id limit ${limit}`,
    wanted.values,
  );
}

/** Leaves only the rows of what fell due that are behind a cell. */
function inCell(wanted: Conditions, { status, notDueYet, awaitingCalendar, ...marked }: ReportCell): void {
  if (awaitingCalendar) wanted.add(likely('listed = ?'), 'awaiting-calendar');
  else if (notDueYet) wanted.add(likely('listed = ?'), 'not-due-yet');
  else if (status !== 'open' && status !== 'paused') wanted.add(likely('listed = ?'), 'fell-due');
  else wanted.add(likely('listed <> ?'), 'awaiting-calendar');
  wanted.add(likely('status = ?'), status);
  for (const [mark, condition] of Object.entries(marks))
    wanted.add(`${condition} = ?`, marked[mark as keyof typeof marks]);
}

/** How many obligations behind a cell are not listed for who asks, since their cases are restricted and out of their sight. */
export async function withheldObligations(
  manager: EntityManager,
  question: ComplianceQuestion,
  cell: ReportCell,
  sight: Sight | null,
): Promise<number> {
  if (question.sight !== null) return 0;
  const outOfSight = await restrictedCasesBeyond(manager, sight);
  if (outOfSight.length === 0) return 0;
  const { sql, wanted } = fellDue({ ...question, cases: outOfSight }, dimensions, { groupedBy: [] });
  const before = wanted.sql.length;
  inCell(wanted, cell);
  const [found] = await manager.query(
    `${sql} select count(*)::int as withheld from fell_due f where true ${wanted.sql.slice(before)}`,
    wanted.values,
  );
  return found.withheld;
}

/** Restricted cases that somebody does not see, by their ids; none where they see everything. */
export async function restrictedCasesBeyond(manager: EntityManager, sight: Sight | null): Promise<readonly string[]> {
  if (sight === null) return [];
  const found: { case_id: string }[] = await manager.query(
    'select case_id from cases where restricted_to is not null and case_id <> all ($1)',
    [sight.shared],
  );
  return found.map(({ case_id: id }) => id);
}
