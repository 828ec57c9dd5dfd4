import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** Whether a case that is looked at is restricted. */
export async function isRestricted(manager: EntityManager, caseId: string): Promise<boolean> {
  const text = 'select from cases where case_id = $1 and restricted_to is not null';
  return (await ask(manager, text, [caseId])).length > 0;
}
