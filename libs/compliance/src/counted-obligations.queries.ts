import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { dimensions, type Dimension } from './compliance.measures.js';
import { columnOf, fellDue, type ComplianceQuestion } from './fell-due.queries.js';

/** Which of the counted obligations: those of one column of a report; without either, all that fell due. */
export interface ReportCell {
  readonly status?: string;
  /** Met in time and recorded after the due time, or not so. */
  readonly recordedLate?: boolean;
}

/** A place in the order of due times. */
export interface DuePlace {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** One obligation as a report counts it: its status as of then, and the group that it is attributed to. */
export interface CountedObligation {
  obligationId: string;
  caseId: string;
  participantId: string;
  trigger: string;
  arisenAt: Instant;
  dueOn: LocalDate;
  dueAt: Instant;
  generation: number;
  status: string;
  dischargedAt: Instant | null;
  dischargedBy: string | null;
  /** From due time to discharge, elapsed hours; null unless met late. */
  latenessHours: number | null;
  recordedLate: boolean;
  group: Record<Dimension, string | null>;
}

/** The obligations behind a cell of a report, in the order in which they fell due, from after a place. */
export async function countedObligations(
  manager: EntityManager,
  question: ComplianceQuestion,
  { status, recordedLate }: ReportCell,
  { after, limit }: { readonly after?: DuePlace; readonly limit: number },
): Promise<CountedObligation[]> {
  const { sql, wanted } = fellDue(question, dimensions);
  const before = wanted.sql.length;
  wanted.add('status = ?', status);
  wanted.add(`(recorded_late and status = 'met') = ?`, recordedLate);
  wanted.add('(due_at, obligation_id) > (?::timestamptz, ?)', after?.dueAt, after?.obligationId);
  const rows: CountedRow[] = await manager.query(
    `${sql} select * from fell_due where true ${wanted.sql.slice(before)} order by due_at, obligation_id limit ${limit}`,
    wanted.values,
  );
  return rows.map(view);
}

interface CountedRow {
  obligation_id: string;
  case_id: string;
  participant_id: string;
  trigger: string;
  arisen_at: Date;
  due_on: LocalDate;
  due_at: Date;
  generation: number;
  status: string;
  outcome_at: Date | null;
  discharged_by: string | null;
  recorded_late: boolean;
  [column: string]: unknown;
}

const msPerHour = 3_600_000;

function view(row: CountedRow): CountedObligation {
  const late = row.status === 'met-late';
  const met = late || row.status === 'met';
  const hours = late ? (row.outcome_at!.getTime() - row.due_at.getTime()) / msPerHour : null;
  const group = Object.entries(columnOf).map(([dimension, column]) => [dimension, row[column] ?? null]);
  return {
    obligationId: row.obligation_id,
    caseId: row.case_id,
    participantId: row.participant_id,
    trigger: row.trigger,
    arisenAt: row.arisen_at.toISOString(),
    dueOn: row.due_on,
    dueAt: row.due_at.toISOString(),
    generation: row.generation,
    status: row.status,
    dischargedAt: met ? row.outcome_at!.toISOString() : null,
    dischargedBy: met ? row.discharged_by : null,
    latenessHours: hours === null ? null : Math.round(hours * 100) / 100,
    recordedLate: row.status === 'met' && row.recorded_late,
    group: Object.fromEntries(group),
  };
}
