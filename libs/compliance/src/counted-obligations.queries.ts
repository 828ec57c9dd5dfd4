import type { Instant, LocalDate } from '@kept-informed/calendar';
import { columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { dimensions, type Dimension } from './compliance.measures.js';
import { columnOf, fellDue, marks, type ComplianceQuestion } from './fell-due.queries.js';

/** Those of one column of a report: at a status (`open`: not due yet), marked or not; nothing given: all that fell due. */
export type ReportCell = { readonly status?: string } & { readonly [Mark in keyof typeof marks]?: boolean };

/** A place in the order of due times. */
export interface DuePlace {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** One obligation as a report counts it: its status as of then, and the group that it is attributed to. */
export interface CountedObligation {
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
  readonly trigger: string;
  readonly arisenAt: Instant;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
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

/** The obligations behind a cell of a report, in the order in which they fell due, from after a place. */
export function countedObligations(
  manager: EntityManager,
  question: ComplianceQuestion,
  { status, ...marked }: ReportCell,
  { after, limit }: { readonly after?: DuePlace; readonly limit: number },
): Promise<CountedObligation[]> {
  const { sql, wanted } = fellDue(question, dimensions);
  const before = wanted.sql.length;
  if (status === undefined) wanted.add('listed = ?', 'fell-due');
  wanted.add('status = ?', status);
  for (const [mark, condition] of Object.entries(marks))
    wanted.add(`${condition} = ?`, marked[mark as keyof typeof marks]);
  wanted.add('(due_at, obligation_id) > (?::timestamptz, ?)', after?.dueAt, after?.obligationId);
  return manager.query(
    `${sql} select ${shown} from fell_due f where true ${wanted.sql.slice(before)} order by due_at, obligation_id limit ${limit}`,
    wanted.values,
  );
}
