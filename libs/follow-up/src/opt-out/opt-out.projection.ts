import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField } from '../stream/projecting.js';

/** Opt-outs; one carried from another case moves to the case where it holds. */
export const optOuts: Projection = {
  name: 'opt-outs',
  of: ofField('optOutId'),
  tables: ['opt_outs'],
  on: {
    OptedOut: lastStatement(
      'optOutId',
      `insert into opt_outs (opt_out_id, case_id, participant_id, scope, opted_out_at, until, requested_by, identified_by,
        note_id)
      select data->>'optOutId', case_id, data->>'participantId', data->>'scope', occurred, (data->>'until')::date,
        data->>'requestedBy', data->>'identifiedBy', data->>'noteId'
      from f
      on conflict (opt_out_id) do update set case_id = excluded.case_id, participant_id = excluded.participant_id,
        requested_by = excluded.requested_by, opted_back_in_at = null`,
    ),
    OptedBackIn: lastStatement(
      'optOutId',
      `update opt_outs set opted_back_in_at = occurred from f where opt_out_id = data->>'optOutId'`,
    ),
  },
};
