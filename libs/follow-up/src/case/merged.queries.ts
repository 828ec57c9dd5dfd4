import type { Instant } from '@kept-informed/calendar';
import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** Another case that has to do with this one, and how. */
export interface LinkView {
  readonly caseId: string;
  readonly kind: string;
  readonly linkedAt: Instant;
}

const links = `
  select other_case_id as "caseId", kind, linked_at as "linkedAt" from case_links
  where case_id = $1 order by linked_at, other_case_id, kind`;

export function linksOf(manager: EntityManager, caseId: string): Promise<LinkView[]> {
  return ask(manager, links, [caseId]);
}

const mergerOf = `
  select merged_into as into, merged_participants as participants from cases
  where case_id = $1 and merged_into is not null`;

/** Where something asked of a case belongs now: the case itself, or the one that it was merged into in the end. */
export interface CasePlace {
  readonly caseId: string;
  readonly participantIds: readonly string[];
}

/** Follows mergers to the case in which the matter is followed up, and its participants to who they are there. */
export async function placeOf(manager: EntityManager, place: CasePlace): Promise<CasePlace> {
  const [merged] = await ask<{ into: string; participants: Readonly<Record<string, string>> }>(manager, mergerOf, [
    place.caseId,
  ]);
  if (!merged) return place;
  const participantIds = [...new Set(place.participantIds.map((id) => merged.participants[id] ?? id))];
  return placeOf(manager, { caseId: merged.into, participantIds });
}
