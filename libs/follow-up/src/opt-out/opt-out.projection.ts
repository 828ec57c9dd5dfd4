import { firstRecorded } from '@kept-informed/decisions';
import { added, changed, type Projection, type RowChange } from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import type { OptedOut, OptOutEvent } from './opt-out.events.js';

const optOuts = {
  name: 'opt_outs',
  key: ['opt_out_id'],
  columns: [
    'opt_out_id',
    'case_id',
    'participant_id',
    'scope',
    'opted_out_at',
    'until',
    'requested_by',
    'identified_by',
    'note_id',
    'opted_back_in_at',
    'voided_at',
    'statutory_named',
    'recorded_at',
  ],
  carried: true,
  since: 'recorded_at',
  earlier: { name: 'earlier_opt_outs' },
} as const;

function optedOut(fact: OptedOut): RowChange[] {
  const { stream, data, occurred } = fact;
  const row = {
    opt_out_id: data.optOutId,
    case_id: caseIdOf(stream),
    participant_id: data.participantId,
    scope: data.scope,
    opted_out_at: occurred,
    until: data.until ?? null,
    requested_by: data.requestedBy,
    identified_by: data.identifiedBy,
    note_id: data.noteId ?? null,
    opted_back_in_at: null,
    voided_at: null,
    statutory_named: data.statutoryNamed ?? false,
    recorded_at: firstRecorded(fact),
  };
  return [added(optOuts, row)];
}

/** Opt-outs; one carried from another case moves to the case where it holds. */
export const optOutTables: Projection<OptOutEvent> = {
  tables: [optOuts],
  on: {
    OptedOut: optedOut,
    OptedBackIn: ({ data, occurred }) => [changed(optOuts, { opt_out_id: data.optOutId, opted_back_in_at: occurred })],
    // Of a case that gave way the other says it.
    OptOutVoided: ({ data, occurred }) =>
      data.putRightIn === undefined ? [changed(optOuts, { opt_out_id: data.optOutId, voided_at: occurred })] : [],
  },
};
