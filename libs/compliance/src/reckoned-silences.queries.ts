import type { Instant, Zone } from '@kept-informed/calendar';
import { audience, heardAt, isUpdateRow } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** SQL: whether a case `c` is open at an instant. */
export const isOpenAt = (at: string): string =>
  `c.opened_at <= ${at} and (c.closed_at is null or c.closed_at > ${at}) and (c.merged_at is null or c.merged_at > ${at})`;

/** SQL: whether a participant `p` may be told of a case at all. */
const isOfThose = `p.role in ('victim', 'enquirer')`;

/** SQL: whether they are to be told at an instant: there, and alive. */
export const isToBeTold = (at: string, zone: string): string => `${isOfThose} and p.joined_at <= ${at}
  and (p.died_on is null or p.died_on >= (${at}::timestamptz at time zone ${zone})::date)`;

const isHeard = (zone: string): string =>
  `u.case_id = p.case_id and ${isUpdateRow} and ${audience.has('p.participant_id', zone)}`;

/** SQL: when a participant `p` last had an update by an instant; null: never. */
export const lastHeard = (at: string, zone: string): string =>
  `(select max(${heardAt}) from contacts u where ${heardAt} <= ${at} and ${isHeard(zone)})`;

/** SQL: whether a participant `p` had one from an instant to another. */
export const hasHeard = (from: string, to: string, zone: string): string => `exists (
  select from contacts u where u.occurred_at >= ${from} and ${heardAt} between ${from} and ${to} and ${isHeard(zone)} offset 0)`;

/**
 * Keeps since when those to be told of cases that are open have heard nothing: it stays so as long as nothing is recorded. Of none of a
 * case in which an update is still on its way.
 */
export async function keepSilences(manager: EntityManager, caseIds: readonly string[], now: Instant, zone: Zone) {
  await manager.query(
    `insert into reckoned_silences (as_of, since, last_update_at, case_id, participant_id)
     select $2, coalesce(p.heard_at, p.joined_at), p.heard_at, c.case_id, p.participant_id
     from cases c left join lateral (
       select p.participant_id, p.joined_at, ${lastHeard('$2', '$3')} as heard_at from participants p where p.case_id = c.case_id and ${isOfThose}
     ) p on true
     where c.case_id = any ($1) and ${isOpenAt('$2')} and not exists (
       select from contacts u where u.case_id = c.case_id and ${heardAt} > $2)`,
    [caseIds, now, zone],
  );
}

/** SQL: of which cases what is kept holds at an instant. */
const held = (at: string): string => `k.as_of <= ${at} and k.case_id not in (select case_id from unreckoned_cases)`;

/** SQL of their ids. */
export const casesHeld = (at: string): string => `select k.case_id from reckoned_silences k where ${held(at)}`;

/** SQL of the silences that are kept of participants `p` of cases `c`, as rows `k`, and hold at an instant. */
export const keptSilences = (at: string): string =>
  `reckoned_silences k join cases c using (case_id) join participants p using (participant_id) where ${held(at)}`;
