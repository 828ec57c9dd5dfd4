import { ask } from '@kept-informed/event-store';
import { samePeople } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** Who somebody is on a case. */
export interface PersonPlace {
  readonly participantId: string;
  readonly caseId: string;
}

/**
 * Somebody and their case, first as they were asked for and then as whoever they are elsewhere, by links and mergers; or by
 * mergers alone, by which two cases became one.
 */
export function samePerson(manager: EntityManager, participantId: string, by?: 'mergers'): Promise<PersonPlace[]> {
  const text = `select same.id as "participantId", p.case_id as "caseId"
    from ${samePeople('$1::text', by)} same join participants p on p.participant_id = same.id
    order by same.id = $1 desc, same.id`;
  return ask(manager, text, [participantId]);
}
