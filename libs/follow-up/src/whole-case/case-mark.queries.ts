import type { Instant, Zone } from '@kept-informed/calendar';
import { ask, headPosition, lastFactOf } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { streamPrefix } from '../case/case.stream.js';

/** By what it is told whether a case is as it was read, and what an answer about it reflects. */
export interface CaseMark {
  /** Another wherever something was recorded of the case, or its rows were written anew; null: there is no such case. */
  readonly mark: string | null;
  readonly position: string;
  readonly awaitingLook: readonly string[];
}

/** The last fact of the case; and which transaction wrote its row, which a rebuild does without a fact. */
const marks = `
  select ${lastFactOf(`'${streamPrefix}' || $1`)} || ' ' || c.xmin as mark, ${headPosition} as position,
    array(select case_id from next_checks where case_id = $1 and at <= $2) as "awaitingLook"
  from (values ($1::text)) asked (case_id) left join cases c using (case_id)`;

export async function caseMark(
  one: EntityManager,
  { caseId, now }: { readonly caseId: string; readonly now: Instant },
): Promise<CaseMark> {
  const [found] = await ask<CaseMark>(one, marks, [caseId, now]);
  return found!;
}

/**
 * The first instant after `$2` at which anything that is shown of the case `$1` could show otherwise, though nothing is recorded: each
 * instant with which one of its rows is compared is among these, and a promise is kept until its date ends in the zone `$3`.
 */
const nextTurn = `
  select min(at) as at from (
    select unnest(array[o.arisen_at, o.due_at, o.lapsed_at, o.outcome_at, o.paused_at]) as at from obligations o where o.case_id = $1
    union all select unnest(array[lower(stop), upper(stop)]) from obligations o cross join unnest(o.stops) stop where o.case_id = $1
    union all select (rung ->> 'at')::timestamptz from obligations o join obligation_ladders l using (obligation_id, generation)
      cross join jsonb_array_elements(l.rungs) rung where o.case_id = $1
    union all select unnest(array[k.occurred_at, k.reached_at, k.attempt_from, (k.promised_next + 1)::timestamp at time zone $3])
      from contacts k where k.case_id = $1
  ) turns where at > $2`;

/** Until when a case shows as it does at `now` unless something is recorded; null: for good. */
export async function nextTurnOf(
  one: EntityManager,
  { caseId, now, zone }: { readonly caseId: string; readonly now: Instant; readonly zone: Zone },
): Promise<Instant | null> {
  const [found] = await ask<{ at: Instant | null }>(one, nextTurn, [caseId, now, zone]);
  return found!.at;
}
