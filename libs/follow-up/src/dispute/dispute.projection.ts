import { added, changed, type Projection } from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import { obligations } from '../obligation/obligation.projection.js';
import type { DisputeEvent } from './dispute.events.js';

const disputes = {
  name: 'disputes',
  key: ['dispute_id'],
  columns: [
    'dispute_id',
    'case_id',
    'obligation_id',
    'stood',
    'would',
    'would_owner',
    'causes',
    'recorded_by',
    'raised_at',
    'decide_by',
    'decided_at',
    'decided_by',
    'confirmed',
    'note_id',
    'ended_at',
  ],
  since: 'raised_at',
  earlier: { name: 'earlier_disputes', columns: ['decided_at', 'decided_by', 'confirmed', 'note_id', 'ended_at'] },
} as const;

/** What is disputed and what was decided of it; the obligation says so too. */
export const disputeTables: Projection<DisputeEvent> = {
  tables: [disputes],
  on: {
    ObligationDisputed: ({ stream, data, occurred }) => [
      added(disputes, {
        dispute_id: data.disputeId,
        case_id: caseIdOf(stream),
        obligation_id: data.obligationId,
        stood: data.stood,
        would: data.would,
        would_owner: data.owner?.staffId ?? null,
        causes: data.causes,
        recorded_by: data.recordedBy,
        raised_at: data.raisedAt ?? occurred,
        decide_by: data.decideBy ?? null,
        decided_at: null,
        decided_by: null,
        confirmed: null,
        note_id: null,
        ended_at: null,
      }),
      changed(obligations, { obligation_id: data.obligationId, disputed: true }),
    ],
    DisputeDecided: ({ data, occurred, recorded, by }) => [
      changed(disputes, {
        dispute_id: data.disputeId,
        decided_at: data.decidedBy ? occurred : recorded,
        decided_by: data.decidedBy ?? by,
        confirmed: data.confirmed,
        note_id: data.noteId ?? null,
      }),
      changed(obligations, {
        obligation_id: data.obligationId,
        disputed: data.stillDisputed,
        ...(data.stood && { stood: data.stood }),
        ...(data.owner && { reattributed_to: data.owner.staffId, reattributed_team: data.owner.team }),
      }),
    ],
    DisputeEnded: ({ data: { disputeId, obligationId, stillDisputed, marks }, occurred }) => [
      changed(disputes, { dispute_id: disputeId, ended_at: occurred }),
      changed(obligations, {
        obligation_id: obligationId,
        disputed: stillDisputed,
        ...(marks && {
          stood: marks.stood,
          reattributed_to: marks.owner?.staffId ?? null,
          reattributed_team: marks.owner?.team ?? null,
        }),
      }),
    ],
  },
};
