import type { Instant, Zone } from '@kept-informed/calendar';
import { ask } from '@kept-informed/event-store';
import { promisesWhere } from '@kept-informed/follow-up';
import { nameOf } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';
import type { PromisedDate } from './my-work-page.js';

const promised = `
  with ${promisesWhere(`k.case_id in (select c.case_id from cases c where c.owner = $3 and c.closed_at is null)`)}
  select p.case_id as "caseId", p.participant_id as "participantId", c.reference,
    json_build_object('name', ${nameOf('p.participant_id')}) as person,
    p.promised_on::text as "on", p.status
  from promises p join cases c on c.case_id = p.case_id
  where p.status <> 'kept' and not exists (select from promises later where later.case_id = p.case_id
    and later.participant_id = p.participant_id and later.told_at > p.told_at)
  order by p.promised_on, p.case_id, p.participant_id limit 50`;

/** The last date that each person was promised on the open cases of an owner, where nobody has kept it: the oldest first. */
export function promisesOfOwner(
  manager: EntityManager,
  owner: string,
  now: Instant,
  zone: Zone,
): Promise<(Omit<PromisedDate, 'name'> & { readonly person: { readonly name: string | null } })[]> {
  return ask(manager, promised, [now, zone, owner]);
}
