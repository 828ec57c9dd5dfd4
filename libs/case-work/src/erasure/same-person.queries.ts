import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** Of each participant of a merged case who they are in the other, and on from there, both ways. */
const same = `
  with recursive pairs (one, other) as (
    select e.key, e.value #>> '{}' from cases c, jsonb_each(c.merged_participants) e
    where jsonb_typeof(c.merged_participants) = 'object'
  ), same (id) as (
    select $1::text
    union
    select case when pairs.one = same.id then pairs.other else pairs.one end
    from same join pairs on same.id in (pairs.one, pairs.other)
  )
  select same.id as "participantId", p.case_id as "caseId"
  from same join participants p on p.participant_id = same.id order by same.id = $1 desc, same.id`;

/** Who somebody is on a case. */
export interface PersonPlace {
  readonly participantId: string;
  readonly caseId: string;
}

/** Somebody and their case, first as they were asked for and then as whoever they are or were on merged cases. */
export function samePerson(manager: EntityManager, participantId: string): Promise<PersonPlace[]> {
  return ask(manager, same, [participantId]);
}
