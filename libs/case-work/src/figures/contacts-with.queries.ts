import type { Instant, Zone } from '@kept-informed/calendar';
import { audience } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** Contacts with somebody on a case. */
export interface ContactsQuestion {
  readonly caseId: string;
  readonly participantId: string;
  readonly since: Instant;
  readonly zone: Zone;
}

/** The ids of contacts, made or attempted, that were with somebody or with who acted for them; none that was struck out. */
export async function contactsWith(manager: EntityManager, asked: ContactsQuestion): Promise<ReadonlySet<string>> {
  const { caseId, participantId, since, zone } = asked;
  const found: { id: string }[] = await manager.query(
    `select u.contact_id as id from contacts u
     where u.case_id = $1 and u.occurred_at >= $2 and u.struck_out_at is null and ${audience.has('$3', '$4')}`,
    [caseId, since, participantId, zone],
  );
  return new Set(found.map(({ id }) => id));
}
