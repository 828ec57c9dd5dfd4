import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** What a participant does not want to be told, from when and until when. */
export interface OptOutView {
  optOutId: string;
  participantId: string;
  scope: string;
  from: Instant;
  /** The last London date on which it holds. */
  until: LocalDate | null;
  requestedBy: string;
  identifiedBy: string;
  optedBackInAt: Instant | null;
  noteId: string | null;
}

export async function optOutsOf(manager: EntityManager, caseId: string): Promise<OptOutView[]> {
  const rows: OptOutRow[] = await manager.query(
    'select * from opt_outs where case_id = $1 order by opted_out_at, opt_out_id',
    [caseId],
  );
  return rows.map((row) => ({
    optOutId: row.opt_out_id,
    participantId: row.participant_id,
    scope: row.scope,
    from: row.opted_out_at.toISOString(),
    until: row.until,
    requestedBy: row.requested_by,
    identifiedBy: row.identified_by,
    optedBackInAt: row.opted_back_in_at?.toISOString() ?? null,
    noteId: row.note_id,
  }));
}

interface OptOutRow {
  opt_out_id: string;
  participant_id: string;
  scope: string;
  opted_out_at: Date;
  until: LocalDate | null;
  requested_by: string;
  identified_by: string;
  opted_back_in_at: Date | null;
  note_id: string | null;
}
