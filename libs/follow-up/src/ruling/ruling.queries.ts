import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** What somebody decided about a clock or a duty. */
export interface RulingView {
  rulingId: string;
  kind: RulingKind;
  obligationId: string;
  /** From when. */
  at: Instant;
  /** Of a pause: why, as a code. */
  reason: string | null;
  /** Of an extension: by how much. */
  by: string | null;
  /** Of a waiver: who asked. */
  requestedBy: string | null;
  /** Of a resumption: the pause that it ended. */
  pauseId: string | null;
  recordedAt: Instant;
  /** It never was. */
  undoneAt: Instant | null;
  noteId: string | null;
}

export type RulingKind = 'pause' | 'resumption' | 'extension' | 'waived' | 'excused' | 'voided';

/**
 * The rulings on an obligation in the order in which they were recorded. Those on its clock are of the whole series, also
 * where another period of it was in front of whoever decided.
 */
export async function rulingsOn(manager: EntityManager, obligationId: string): Promise<RulingView[]> {
  const rows: RulingRow[] = await manager.query(
    `with o as (select * from obligations where obligation_id = $1),
     own as (
       select r.* from rulings r join o using (case_id) where r.obligation_id = o.obligation_id
         or (r.kind in ('pause', 'extension') and r.commitment = o.commitment
           and r.participant_id = o.participant_id and r.trigger_id = o.trigger_id)
     )
     select * from own union select r.* from rulings r join own p on r.pause_id = p.ruling_id
     order by recorded_at, ruling_id`,
    [obligationId],
  );
  return rows.map(view);
}

interface RulingRow {
  ruling_id: string;
  kind: RulingKind;
  obligation_id: string;
  at: Date;
  reason: string | null;
  extended_by: string | null;
  requested_by: string | null;
  pause_id: string | null;
  note_id: string | null;
  recorded_at: Date;
  undone_at: Date | null;
}

function view(row: RulingRow): RulingView {
  return {
    rulingId: row.ruling_id,
    kind: row.kind,
    obligationId: row.obligation_id,
    at: row.at.toISOString(),
    reason: row.reason,
    by: row.extended_by,
    requestedBy: row.requested_by,
    pauseId: row.pause_id,
    recordedAt: row.recorded_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    noteId: row.note_id,
  };
}
