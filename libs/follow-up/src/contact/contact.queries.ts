import type { Instant } from '@kept-informed/calendar';
import { columns, jsonInstant } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What decides by which route a contact went and whether that was safe: asked again when one of these is corrected. */
export interface ContactRoute {
  readonly participantIds: readonly string[];
  readonly direction: string;
  readonly method: string;
  readonly purpose: string;
  readonly occurredAt: Instant;
  readonly routeId: string | null;
}

/** By which route a contact of a case went, as it is known now; null where there is none, or it was struck out. */
export async function contactRoute(
  manager: EntityManager,
  caseId: string,
  contactId: string,
): Promise<ContactRoute | null> {
  const [route]: ContactRoute[] = await manager.query(
    `select ${columns<ContactRoute>('k', 'participantIds', 'direction', 'method', 'purpose', 'occurredAt', 'routeId')}
     from contacts k
     where case_id = $1 and contact_id = $2 and struck_out_at is null`,
    [caseId, contactId],
  );
  return route ?? null;
}

/** Since when a contact row `u` has reached whom it told, or when it was made. */
export const heardAt = 'coalesce(u.reached_at, u.occurred_at)';

/**
 * Attempts to reach a participant by an instant (a parameter) since they, or who acts for them, were last in touch, as JSON.
 * `participantId` and `caseId`: SQL that names them. PostgreSQL asks who they are, and when they were last in touch, only where
 * the case has an attempt at all.
 */
export function attemptsAt(participantId: string, caseId: string, now: string): string {
  const theirs = `array(select own.participant_id from participants own
    where own.case_id = ${caseId} and ${participantId} in (own.participant_id, own.represents))`;
  return `
  (select jsonb_build_object('count', count(*)::int, 'last', ${jsonInstant('max(k.occurred_at)')}) from contacts k
   where k.case_id = ${caseId} and k.attempt_from <= ${now} and k.struck_out_at is null and k.participant_ids && ${theirs}
     and k.occurred_at > coalesce((select max(coalesce(m.reached_at, m.occurred_at)) from contacts m
       where m.case_id = ${caseId} and m.reached and m.struck_out_at is null and m.participant_ids && ${theirs}), '-infinity'))`;
}

/** `isUpdate` for a row `u` of contacts that was not struck out. */
export const isUpdateRow = 'u.struck_out_at is null and u.reached and u.informs';

/** Whether `r` of participants had authority to receive what a contact row `u` told as it reached them. */
const mayReceive = (zone: string): string => `r.joined_at <= ${heardAt}
  and ${heardAt} < (coalesce(least(r.authority_until, r.died_on) + 1, 'infinity'))::timestamp at time zone ${zone}
  and (r.authority_ended_at is null or ${heardAt} < r.authority_ended_at)`;

/**
 * Who heard what a contact row `u` told, as rows `heard (participant_id)`: its participants, and whoever one of them had
 * authority to receive it for as it reached them. `zone`: the parameter that holds the force's zone, whose dates authority ends with.
 */
export const heardOf = (zone: string): string => `
  cross join unnest(u.participant_ids) as told (id) join participants r on r.participant_id = told.id
  cross join lateral (values (r.participant_id), (case when ${mayReceive(zone)} then r.represents end))
    as heard (participant_id)`;

/** The same for one participant, named by SQL: the few that were told somebody else alone are looked at for whom that was. */
const isHeardBy = (participantId: string, zone: string): string => `(${participantId} = any (u.participant_ids)
  or exists (select from participants r where r.participant_id = any (u.participant_ids) and r.represents = ${participantId}
    and ${mayReceive(zone)}))`;

/** Of a contact row `u`: who heard it, as rows, and whether one participant did. */
export const audience = { of: heardOf, has: isHeardBy };
