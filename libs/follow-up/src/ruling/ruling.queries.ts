import type { Instant } from '@kept-informed/calendar';
import { columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What somebody decided about a clock or a duty. */
export interface RulingView {
  readonly rulingId: string;
  readonly kind: RulingKind;
  readonly obligationId: string;
  /** From when. */
  readonly at: Instant;
  /** Of a pause: why, as a code. */
  readonly reason: string | null;
  /** Of an extension: by how much. */
  readonly by: string | null;
  /** Of a waiver: who asked. */
  readonly requestedBy: string | null;
  /** Of a resumption: the pause that it ended. */
  readonly pauseId: string | null;
  readonly recordedAt: Instant;
  /** It never was. */
  readonly undoneAt: Instant | null;
  readonly noteId: string | null;
}

export type RulingKind = 'pause' | 'resumption' | 'extension' | 'waived' | 'excused' | 'voided';

const shown = `${columns<RulingView>('r', 'rulingId', 'kind', 'obligationId', 'at', 'reason')}, r.extended_by as "by",
  ${columns<RulingView>('r', 'requestedBy', 'pauseId', 'recordedAt', 'undoneAt', 'noteId')}`;

/**
 * The rulings on an obligation in the order in which they were recorded. Those on its clock are of the whole series, also
 * where another period of it was in front of whoever decided.
 */
export function rulingsOn(manager: EntityManager, obligationId: string): Promise<RulingView[]> {
  return manager.query(
    `with o as (select * from obligations where obligation_id = $1),
     own as (
       select r.* from rulings r join o using (case_id) where r.obligation_id = o.obligation_id
         or (r.kind in ('pause', 'extension') and r.commitment = o.commitment
           and r.participant_id = o.participant_id and r.trigger_id = o.trigger_id)
     )
     select ${shown} from (select * from own union select r.* from rulings r join own p on r.pause_id = p.ruling_id) r
     order by recorded_at, ruling_id`,
    [obligationId],
  );
}
