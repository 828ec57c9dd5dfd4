import type { Instant } from '@kept-informed/calendar';
import { recordedFor } from '@kept-informed/decisions';
import { added, changed, type Projection, type RecordedFact, type RowChange } from '@kept-informed/event-store';
import { ladderOf, ladders } from './ladder.projection.js';
import type { ClockStop, ObligationEvent, OutcomeKind } from './obligation.events.js';

const open = {
  outcome: null,
  outcome_at: null,
  outcome_known_at: null,
  discharged_by: null,
  recorded_late: false,
  lapsed_at: null,
  paused_at: null,
  mark: null,
  done_at: null,
};

/** What is owed, as it stands; and, for a report as known then, as it was known to stand after each fact. */
export const obligations = {
  name: 'obligations',
  key: ['obligation_id'],
  columns: [
    'obligation_id',
    'case_id',
    'participant_id',
    'commitment',
    'edition',
    'trigger',
    'trigger_id',
    'anchor_id',
    'period',
    'unit',
    'time_limit',
    'starts_at',
    'arisen_at',
    'due_on',
    'due_at',
    'generation',
    'calendar_version',
    'awaits',
    'stops',
    'missed',
    'outcome',
    'outcome_at',
    'discharged_by',
    'recorded_late',
    'lapsed_at',
    'paused_at',
    'outcome_known_at',
    'implied_at',
    'recorded_at',
    'kept_owner',
    'kept_team',
    'disputed',
    'stood',
    'reattributed_to',
    'reattributed_team',
    'mark',
    'done_at',
    'handed_over_from',
    'handed_over_to',
  ],
  history: {
    name: 'obligation_versions',
    columns: [
      'time_limit',
      'starts_at',
      'due_on',
      'due_at',
      'generation',
      'awaits',
      'stops',
      'missed',
      'outcome',
      'outcome_at',
      'discharged_by',
      'recorded_late',
      'lapsed_at',
      'paused_at',
      'outcome_known_at',
      'disputed',
      'stood',
      'reattributed_to',
      'reattributed_team',
      'mark',
      'done_at',
      'handed_over_from',
      'handed_over_to',
    ],
  },
  since: 'recorded_at',
} as const;

/** Spans of time as PostgreSQL writes them, each from an instant up to another. */
const spans = (stops: readonly ClockStop[] | undefined): string | null =>
  stops ? `{${stops.map(({ from, to }) => `[${from},${to})`).join()}}` : null;

/** Since when it is known how it ended: an import's facts count as recorded when they happened. */
const knownFor = (fact: ObligationFact): Instant => fact.known ?? recordedFor(fact);

type ObligationFact = RecordedFact<string, { readonly obligationId: string }>;

const endsAs =
  (outcome: OutcomeKind, marked: { readonly stood?: string } = {}) =>
  (fact: ObligationFact): RowChange[] => [
    changed(obligations, {
      obligation_id: fact.data.obligationId,
      ...open,
      outcome,
      outcome_at: fact.occurred,
      outcome_known_at: knownFor(fact),
      ...marked,
    }),
  ];

export const obligationTables: Projection<ObligationEvent> = {
  tables: [obligations, ladders],
  on: {
    ObligationArose: ({ data, occurred, recorded, known = recorded }) => [
      added(obligations, {
        obligation_id: data.obligationId,
        case_id: data.caseId,
        participant_id: data.participantId,
        commitment: data.commitment,
        edition: data.edition,
        trigger: data.trigger,
        trigger_id: data.triggerId,
        anchor_id: data.anchorId,
        period: data.period,
        unit: data.unit,
        time_limit: data.limit,
        starts_at: data.startsAt,
        arisen_at: occurred,
        due_on: data.dueOn,
        due_at: data.dueAt,
        generation: data.generation,
        calendar_version: data.calendarVersion,
        awaits: data.awaits ?? null,
        stops: spans(data.stops),
        missed: false,
        implied_at: data.impliedAt ?? null,
        recorded_at: known,
        kept_owner: data.owner?.staffId ?? null,
        kept_team: data.owner?.team ?? null,
        disputed: false,
        stood: null,
        reattributed_to: null,
        reattributed_team: null,
        handed_over_from: null,
        handed_over_to: null,
        ...open,
      }),
      ladderOf(data, known),
    ],
    ObligationRederived: ({ data, recorded, known = recorded }) => [
      changed(obligations, {
        obligation_id: data.obligationId,
        due_on: data.dueOn,
        due_at: data.dueAt,
        generation: data.generation,
        calendar_version: data.calendarVersion,
        awaits: data.awaits ?? null,
        stops: spans(data.stops),
        starts_at: data.startsAt,
        time_limit: data.limit,
        ...(data.unit !== undefined && { unit: data.unit }),
      }),
      ladderOf(data, known),
    ],
    ObligationMissed: ({ data: { obligationId, handover } }) => [
      changed(obligations, {
        obligation_id: obligationId,
        missed: true,
        handed_over_from: handover?.from ?? null,
        handed_over_to: handover?.to ?? null,
      }),
    ],
    ObligationLapsed: ({ data, occurred }) => [
      changed(obligations, { obligation_id: data.obligationId, lapsed_at: occurred, paused_at: null }),
    ],
    ObligationPaused: ({ data, occurred }) => [
      changed(obligations, { obligation_id: data.obligationId, paused_at: occurred }),
    ],
    ObligationResumed: ({ data }) => [changed(obligations, { obligation_id: data.obligationId, paused_at: null })],
    ObligationMet: ({ data, occurred, recorded, known = recorded }) => [
      changed(obligations, {
        obligation_id: data.obligationId,
        ...open,
        outcome: data.late ? 'met-late' : 'met',
        outcome_at: occurred,
        outcome_known_at: known,
        discharged_by: data.dischargedBy,
        recorded_late: data.recordedLate,
      }),
    ],
    ObligationWaived: endsAs('waived'),
    ObligationExcused: endsAs('excused'),
    ObligationDone: ({ data, occurred }) => [
      changed(obligations, {
        obligation_id: data.obligationId,
        done_at: data.by === null ? null : occurred,
        discharged_by: data.by,
      }),
    ],
    ObligationVoided: endsAs('voided'),
    ObligationSuperseded: (fact) => endsAs('superseded', fact.data.stood && { stood: fact.data.stood })(fact),
    ObligationReopened: ({ data }) => [changed(obligations, { obligation_id: data.obligationId, ...open })],
    ObligationMarked: ({ data }) => [changed(obligations, { obligation_id: data.obligationId, mark: data.mark })],
  },
};
