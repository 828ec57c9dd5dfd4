import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions, jsonInstant } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** An attempt that speaks for an excusal. */
export interface AttemptMade {
  readonly method: string;
  readonly outcome: string;
  readonly at: Instant;
}

/** Something owed for which reasonable steps may have been taken and failed. */
export interface Excusable {
  readonly obligationId: string;
  readonly dueAt: Instant;
  readonly attempts: readonly AttemptMade[];
}

/** Where a page of them begins. */
export interface ExcusablePlace {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** What is asked of them. */
export interface ExcusableQuestion {
  /** Whoever deals with a case excuses nothing on it. */
  readonly besides: string;
  /** One alone. */
  readonly obligationId?: string;
  /** Only what falls due before. */
  readonly dueBefore?: Instant;
  readonly now: Instant;
  readonly sight: Sight | null;
  readonly after?: ExcusablePlace;
  readonly limit: number;
}

/**
 * What is open, with the attempts since it became owed and before it was due to reach the participant, or who may receive for
 * them: two of them, or one that they refused (rules.md, Excusals). Whether that is enough is decided with the excusal. The
 * latest due first: of what was due long ago most was seen before.
 */
export function excusable(
  manager: EntityManager,
  { besides, obligationId, dueBefore, now, sight, after, limit }: ExcusableQuestion,
): Promise<Excusable[]> {
  const wanted = new Conditions(now);
  wanted.add('c.owner is distinct from ?', besides);
  wanted.add('o.obligation_id = ?', obligationId);
  wanted.add('o.due_at < ?', dueBefore);
  wanted.add('(o.due_at, o.obligation_id) < (?::timestamptz, ?)', after?.dueAt, after?.obligationId);
  withinSight(wanted, sight);
  return ask(
    manager,
    `select o.obligation_id as "obligationId", ${jsonInstant('o.due_at')} as "dueAt", tried.attempts
     from obligations o join cases c using (case_id) cross join lateral (
       select jsonb_agg(jsonb_build_object('method', k.method, 'outcome', k.outcome, 'at', ${jsonInstant('k.occurred_at')})
           order by k.occurred_at) as attempts, count(*) as count, bool_or(k.outcome = 'refused') as refused
       from contacts k where k.case_id = o.case_id and k.attempt_from <= $1 and k.struck_out_at is null
         and k.occurred_at >= o.arisen_at and k.occurred_at < o.due_at
         and k.participant_ids && array(select p.participant_id from participants p
           where p.case_id = o.case_id and o.participant_id in (p.participant_id, p.represents))
     ) tried
     where o.outcome is null and o.lapsed_at is null and o.arisen_at <= $1 and (tried.count > 1 or tried.refused) ${wanted.sql}
     order by o.due_at desc, o.obligation_id desc limit ${limit}`,
    wanted.values,
  );
}
