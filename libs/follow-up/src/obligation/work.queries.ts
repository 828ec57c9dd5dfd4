import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { withinSight } from '../case/sight.queries.js';
import { hasArisen, isOpen, thatIsToBeDone } from './obligation.queries.js';
import { statusAt } from './status.queries.js';

/** When something is due, as whoever has to do it asks: too late already, today, by the end of the week, after that. */
export type DueStretch = 'overdue' | 'today' | 'week' | 'later';

/** What is due in a stretch of time on the cases of somebody. */
export interface DueWork {
  readonly stretch: DueStretch;
  readonly count: number;
  /** London date on which the first of it is due. */
  readonly dueOn: LocalDate;
  /** Ids of the obligations that are due first, in that order. */
  readonly first: readonly string[];
}

/** Whose work is asked for, and of when. */
export interface WorkQuestion {
  /** Staff id of whose cases they are. */
  readonly owner: string;
  readonly now: Instant;
  /** Whose cases alone; null: everybody's. */
  readonly sight: Sight | null;
}

/** The force's dates that part one stretch of time from the other, and how many ids there are to be of each. */
export interface WorkStretches {
  readonly today: LocalDate;
  readonly endOfWeek: LocalDate;
  readonly atMost: number;
}

const isPaused = `${statusAt('o')} = 'paused'`;

const stretch = `case when ${isOpen} and o.due_at <= $1 and not ${isPaused} then 'overdue'
  when o.due_on = $2 then 'today' when o.due_on > $2 and o.due_on <= $3 then 'week' when o.due_on > $3 then 'later' end`;

/** What somebody has to do and by when: counted, and the first of each stretch by their ids. What has no date is in none. */
export function dueWorkOf(
  manager: EntityManager,
  question: WorkQuestion,
  { today, endOfWeek, atMost }: WorkStretches,
): Promise<DueWork[]> {
  const wanted = workOf(question, today, endOfWeek, atMost);
  const text = `
    with work as (select o.obligation_id, o.due_at, o.due_on, ${stretch} as stretch
      from obligations o join cases c using (case_id) where ${hasArisen} ${wanted.sql})
    select stretch, count(*)::int as count, min(due_on)::text as "dueOn",
      (array_agg(obligation_id order by due_at, obligation_id))[:$4] as first
    from work where stretch is not null group by stretch`;
  return ask(manager, text, wanted.values);
}

/** What somebody has to do next, of others than these participants; undefined: nothing whose clock runs. */
export async function nextWorkOf(
  manager: EntityManager,
  question: WorkQuestion,
  besides: readonly string[],
): Promise<{ readonly obligationId: string; readonly caseId: string; readonly participantId: string } | undefined> {
  const wanted = workOf(question);
  wanted.add('not o.participant_id = any (?)', besides);
  const text = `
    select o.obligation_id as "obligationId", o.case_id as "caseId", o.participant_id as "participantId"
    from obligations o join cases c using (case_id) where ${hasArisen} and not ${isPaused} ${wanted.sql}
    order by o.due_at nulls last, o.obligation_id limit 1`;
  const [found] = await ask<NonNullable<Awaited<ReturnType<typeof nextWorkOf>>>>(manager, text, wanted.values);
  return found;
}

function workOf({ owner, now, sight }: WorkQuestion, ...asked: readonly unknown[]): Conditions {
  const wanted = new Conditions(now, ...asked);
  wanted.add(thatIsToBeDone);
  wanted.add('c.owner = ?', owner);
  withinSight(wanted, sight);
  return wanted;
}
