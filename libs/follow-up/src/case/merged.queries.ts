import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** Another case that has to do with this one, and how. */
export interface LinkView {
  caseId: string;
  kind: string;
  linkedAt: Instant;
}

export async function linksOf(manager: EntityManager, caseId: string): Promise<LinkView[]> {
  const rows: { other_case_id: string; kind: string; linked_at: Date }[] = await manager.query(
    'select other_case_id, kind, linked_at from case_links where case_id = $1 order by linked_at, other_case_id, kind',
    [caseId],
  );
  return rows.map((row) => ({ caseId: row.other_case_id, kind: row.kind, linkedAt: row.linked_at.toISOString() }));
}

/** Where something asked of a case belongs now: the case itself, or the one that it was merged into in the end. */
export interface CasePlace {
  readonly caseId: string;
  readonly participantIds: readonly string[];
}

/** Follows mergers to the case in which the matter is followed up, and its participants to who they are there. */
export async function placeOf(manager: EntityManager, place: CasePlace): Promise<CasePlace> {
  const [merged]: { into: string; participants: Readonly<Record<string, string>> }[] = await manager.query(
    `select merged_into as into, merged_participants as participants from cases
     where case_id = $1 and merged_into is not null`,
    [place.caseId],
  );
  if (!merged) return place;
  const participantIds = [...new Set(place.participantIds.map((id) => merged.participants[id] ?? id))];
  return placeOf(manager, { caseId: merged.into, participantIds });
}
