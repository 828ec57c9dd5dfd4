import { endOfDay, type Instant, startOfDay } from '@kept-informed/calendar';
import type { Conditions } from '@kept-informed/event-store';
import { type Besides, type ComplianceQuestion, isMarked, markNames, type marks, seenIn } from './fell-due.queries.js';
import { dateOf } from './held-on.queries.js';
import { casesOf, obligationsAmong, type RowCondition } from './known-then.queries.js';
import { holdsDue, keptFilter, keptRows } from './reckoned-due.queries.js';
import { unreckonedFor } from './reckoned.queries.js';

/**
 * Those of one column of a report: at a status (`open`: neither due yet nor done), marked or not, or awaiting a calendar; nothing given: all
 * that fell due.
 */
export type ReportCell = {
  readonly status?: string;
  /** Done already or not. */
  readonly notDueYet?: boolean;
  readonly awaitingCalendar?: boolean;
} & {
  readonly [Mark in keyof typeof marks]?: boolean;
};

/** A place in the order of due times; what has none comes last, as though due at `never`. */
export interface DuePlace {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** So many from after a place. */
interface DuePage {
  readonly after?: DuePlace;
  readonly limit: number;
}

/**
 * All that can be on a page of the rows behind a cell, for {@link fellDue}: as many as fit of what is kept, found by the order in which they
 * fell due, and of what is reckoned as it is asked about whatever fell due no later than the last of them.
 */
export const keptPage =
  (question: ComplianceQuestion, cell: ReportCell, { after, limit }: DuePage) =>
  (zone: string, wanted: Conditions): Besides => {
    const given = (value: unknown): string => `$${wanted.values.push(value)}`;
    const [first, last] = [startOfDay(question.from, question.zone), endOfDay(question.to, question.zone)];
    const from = given(after && after.dueAt > first ? after.dueAt : first);
    const kept = chosen(question, cell, wanted);
    const isAfter = after
      ? `and (r.due_at, r.obligation_id) > (${given(after.dueAt)}::timestamptz, ${given(after.obligationId)})`
      : '';
    const within = {
      // A day that ends at midnight ends on the next date.
      first: `${dateOf(`${from}::timestamptz`, zone)} - 1`,
      last: `(select ${dateOf('due_at', zone)} from bound)`,
      tables: `chosen as materialized (
        select r.obligation_id, r.due_at from ${kept}
          and r.due_at between ${from}::timestamptz and ${given(last)}::timestamptz ${isAfter}
        order by r.due_at, r.obligation_id limit ${limit}
      ), bound as materialized (
        select case when count(*) = ${limit} then max(due_at) else 'infinity' end as due_at from chosen
      )`,
    };
    const left = unreckonedFor(question, { within })(zone, wanted);
    return {
      tables: left.tables,
      due: (columns, dueIn) => {
        const onPage: RowCondition = (row) =>
          `(${dueIn(row)}) and ${row}.due_at >= ${from} and ${row}.due_at <= (select due_at from bound)`;
        const rows = 'chosen join obligations o using (obligation_id)';
        const held = obligationsAmong({}, columns, { rows, where: () => 'true' });
        return `${held} union all ${left.due(columns, onPage)}`;
      },
    };
  };

/** What holds of what is kept and is behind a cell, as rows `r`, in words of the index that has them in order. */
function chosen(question: ComplianceQuestion, cell: ReportCell, wanted: Conditions): string {
  const holds = holdsDue(question, [], wanted);
  const before = wanted.sql.length;
  const ofStatus = cell.status === undefined ? 'fell-due' : undefined;
  wanted.add('r.listed = ?', cell.notDueYet ? 'not-due-yet' : ofStatus);
  wanted.add('r.status = ?', cell.status);
  for (const mark of markNames) wanted.add(`${isMarked(mark)} = ?`, cell[mark]);
  const where = wanted.sql.slice(before);
  return `(${keptRows}) r where ${holds} ${where} ${keptFilter(question.filter, wanted)} ${keptInSight(question, wanted)}`;
}

/** SQL: that a kept row `r` is in sight. Nothing is kept of a case that is restricted, so that whoever sees the force sees all that is. */
export function keptInSight(question: ComplianceQuestion, wanted: Conditions): string {
  const { sight = null } = question;
  if (sight === null || sight.force) return '';
  return `and exists (select from ${casesOf(question)} c where c.case_id = r.case_id ${seenIn({ sight }, wanted)})`;
}
