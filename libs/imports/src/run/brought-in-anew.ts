import { ask } from '@kept-informed/event-store';
import { mapYielding } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** The key by which a case is known now that was taken back so many times. No key has a line break in it. */
const renewed = (key: string, times: number) => (times === 0 ? key : `${key}\n${times}`);

const takenBackCases = 'select case_id as "caseId" from cases where case_id = any($1) and holds_reference is null';

/**
 * Of keys whose case a reversal took back, those by which it is brought in again: as a case of its own, for the other one
 * stays taken back. All others are as they were.
 */
export async function keysAnew(
  keys: Iterable<string>,
  caseIdOf: (key: string) => string,
  manager: EntityManager,
): Promise<(key: string) => string> {
  const anew = new Map<string, string>();
  let asked = [...keys];
  for (let times = 0; asked.length > 0; times += 1) {
    const ids = await mapYielding(asked, (key) => [caseIdOf(renewed(key, times)), key] as const);
    const ownKeys = new Map(ids);
    const found = await ask<{ caseId: string }>(manager, takenBackCases, [[...ownKeys.keys()]]);
    asked = found.map(({ caseId }) => ownKeys.get(caseId)!);
    for (const key of asked) anew.set(key, renewed(key, times + 1));
  }
  return (key) => anew.get(key) ?? key;
}
