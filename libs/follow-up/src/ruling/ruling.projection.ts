import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField } from '../stream/projecting.js';

/** A ruling carried to another case with its duty is of that case from then on. */
const ruled = (kind: string) =>
  lastStatement(
    'rulingId',
    `insert into rulings (ruling_id, case_id, obligation_id, kind, commitment, participant_id, trigger_id, at, reason,
      extended_by, requested_by, pause_id, note_id, recorded_at)
    select data->>'rulingId', case_id, data->>'obligationId', '${kind}', data->>'commitment', data->>'participantId',
      data->>'triggerId', occurred, data->>'reason', data->>'by', data->>'requestedBy', data->>'pauseId', data->>'noteId',
      recorded
    from f
    on conflict (ruling_id) do update set case_id = excluded.case_id, obligation_id = excluded.obligation_id,
      participant_id = excluded.participant_id, undone_at = null`,
  );

/** What was decided about clocks and duties; an undone ruling stays and says so. */
export const rulings: Projection = {
  name: 'rulings',
  of: ofField('rulingId'),
  tables: ['rulings'],
  on: {
    ClockPaused: ruled('pause'),
    ClockResumed: ruled('resumption'),
    ClockExtended: ruled('extension'),
    WaiverRuled: ruled('waived'),
    ExcusalRuled: ruled('excused'),
    VoidingRuled: ruled('voided'),
    RulingUndone: lastStatement(
      'rulingId',
      `update rulings set undone_at = occurred from f where ruling_id = data->>'rulingId'`,
    ),
  },
};
