import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What made each open obligation of a case owed: a milestone, by its id, or something else of the case. */
export async function triggersOn(manager: EntityManager, caseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await ask<{ obligationId: string; triggerId: string }>(
    manager,
    'select obligation_id as "obligationId", trigger_id as "triggerId" from obligations where case_id = $1',
    [caseId],
  );
  return new Map(rows.map(({ obligationId, triggerId }) => [obligationId, triggerId]));
}

/** What each obligation of a case is owed by: ids of promises, by ids of obligations. */
export async function commitmentsOn(manager: EntityManager, caseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await ask<{ obligationId: string; commitment: string }>(
    manager,
    'select obligation_id as "obligationId", commitment from obligations where case_id = $1',
    [caseId],
  );
  return new Map(rows.map(({ obligationId, commitment }) => [obligationId, commitment]));
}
