import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, columns, Conditions } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import { nameOf } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** An unsafe route that a supervisor let be used, and how often it was. */
export interface AllowedRoute {
  readonly caseId: string;
  readonly reference: string;
  readonly person: { readonly role: string; readonly name: string | null };
  readonly allowedBy: string;
  readonly allowedAt: Instant;
  readonly until: Instant;
  readonly noteId: string | null;
  /** So many contacts went by it meanwhile. */
  readonly used: number;
}

/** More are not looked through by anybody. */
const most = 200;

/** Those that hold, and those that ended since an instant, on the cases in sight: the ones that hold longest first. */
export function allowedRoutes(manager: EntityManager, since: Instant, sight: Sight | null): Promise<AllowedRoute[]> {
  const wanted = new Conditions(since);
  withinSight(wanted, sight);
  return ask(
    manager,
    `select ${columns<AllowedRoute>('a', 'caseId', 'allowedBy', 'allowedAt', 'until', 'noteId')}, c.reference,
       json_build_object('role', r.role, 'name', ${nameOf('r.participant_id')}) as person,
       (select count(*)::int from contacts k where k.case_id = a.case_id and k.route_id = a.route_id
         and k.struck_out_at is null and k.occurred_at between a.allowed_at and a.until) as used
     from route_allowances a join cases c using (case_id) join participants r using (participant_id)
     where a.until > $1 ${wanted.sql} order by a.until desc, a.allowance_id limit ${most}`,
    wanted.values,
  );
}
