import type { Projection } from '@kept-informed/event-store';
import { ofField, statement } from '../projecting.js';

const ruled = (kind: string) =>
  statement(`
    insert into rulings (ruling_id, case_id, obligation_id, kind, commitment, participant_id, trigger_id, at, reason,
      extended_by, requested_by, pause_id, note_id, recorded_at)
    select data->>'rulingId', case_id, data->>'obligationId', '${kind}', data->>'commitment', data->>'participantId',
      data->>'triggerId', occurred, data->>'reason', data->>'by', data->>'requestedBy', data->>'pauseId', data->>'noteId',
      recorded
    from f`);

/** What was decided about clocks and duties; an undone ruling stays and says so. */
export const rulings: Projection = {
  name: 'rulings',
  of: ofField('rulingId'),
  tables: ['rulings'],
  on: {
    ClockPaused: ruled('pause'),
    ClockResumed: ruled('resumption'),
    ClockExtended: ruled('extension'),
    DutyWaived: ruled('waived'),
    DutyExcused: ruled('excused'),
    DutyVoided: ruled('voided'),
    RulingUndone: statement(`update rulings set undone_at = occurred from f where ruling_id = data->>'rulingId'`),
  },
};
