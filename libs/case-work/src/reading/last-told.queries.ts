import type { Instant, Zone } from '@kept-informed/calendar';
import { ask } from '@kept-informed/event-store';
import { audience, heardAt, isUpdateRow } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

const lastTold = `
  select heard.participant_id as "participantId", to_json(max(${heardAt}))#>>'{}' as at
  from contacts u ${audience.of('$2')} where u.case_id = $1 and ${isUpdateRow} group by heard.participant_id`;

/** When each participant of a case was last told something; who never was is not among them. */
export async function lastToldOn(
  manager: EntityManager,
  caseId: string,
  zone: Zone,
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await ask<{ participantId: string; at: string }>(manager, lastTold, [caseId, zone]);
  return new Map(rows.map(({ participantId, at }) => [participantId, new Date(at).toISOString() as Instant]));
}
