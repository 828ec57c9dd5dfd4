import { added, changed, type Projection } from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import type { OptOutEvent } from './opt-out.events.js';

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
  ],
  carried: true,
} as const;

/** Opt-outs; one carried from another case moves to the case where it holds. */
export const optOutTables: Projection<OptOutEvent> = {
  tables: [optOuts],
  on: {
    OptedOut: ({ stream, data, occurred }) => [
      added(optOuts, {
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
      }),
    ],
    OptedBackIn: ({ data, occurred }) => [changed(optOuts, { opt_out_id: data.optOutId, opted_back_in_at: occurred })],
    OptOutVoided: ({ data, occurred }) => [changed(optOuts, { opt_out_id: data.optOutId, voided_at: occurred })],
  },
};
