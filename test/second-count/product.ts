import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Duty } from '../oracle/duty.js';
import type { Query } from './log.js';

interface Row {
  readonly case_id: string;
  readonly key: string;
  readonly edition: string;
  readonly due_on: LocalDate | null;
  readonly due_at: Date | string | null;
  readonly status: Duty['status'];
  readonly missed: boolean;
  readonly lapsed_at: Date | string | null;
  readonly outcome_at: Date | string | null;
  readonly discharged_by: string | null;
  readonly done_at: Date | string | null;
  readonly recorded_late: boolean;
  readonly implied_at: Date | string | null;
  readonly disputed: boolean;
  readonly reattributed: boolean;
  readonly stood: Duty['stood'];
}

/** The obligations of each case as the product's tables have them at an instant, in the oracle's words. */
export async function obligationsIn(query: Query, at: Instant): Promise<ReadonlyMap<string, readonly Duty[]>> {
  const rows = await query<Row>(
    `select case_id, concat_ws(' ', commitment, participant_id, trigger_id, anchor_id, period) as key, edition,
       due_on::text, due_at, status_at($1, arisen_at, due_at, lapsed_at, outcome, outcome_at, paused_at, stops) as status,
       missed, lapsed_at, outcome_at, discharged_by, done_at, recorded_late, implied_at,
       disputed, reattributed_to is not null as reattributed, stood
     from obligations where arisen_at <= $1`,
    [at],
  );
  const found = new Map<string, Duty[]>();
  for (const row of rows) found.set(row.case_id, [...(found.get(row.case_id) ?? []), dutyOf(row)]);
  return found;
}

const text = (at: Date | string | null): Instant | null => (at === null ? null : new Date(at).toISOString());

const dutyOf = (row: Row): Duty => ({
  key: row.key,
  edition: row.edition,
  dueOn: row.due_on,
  dueAt: text(row.due_at),
  status: row.status,
  missed: row.missed,
  forGood: row.lapsed_at !== null,
  recordedLate: row.recorded_late,
  implied: '',
  recordedAfterDue: row.implied_at !== null,
  disputed: row.disputed,
  reattributed: row.reattributed,
  stood: row.stood,
  endedAt: text(row.outcome_at ?? row.lapsed_at),
  endedKnown: null,
  metBy: row.discharged_by,
  doneAt: text(row.done_at),
});
