import { added, changed, type Projection, type RecordedFact, type RowChange } from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import type { RulingEvent } from './ruling.events.js';

const rulings = {
  name: 'rulings',
  key: ['ruling_id'],
  columns: [
    'ruling_id',
    'case_id',
    'obligation_id',
    'kind',
    'commitment',
    'participant_id',
    'trigger_id',
    'at',
    'reason',
    'extended_by',
    'requested_by',
    'pause_id',
    'note_id',
    'recorded_at',
    'undone_at',
  ],
  carried: true,
  kept: ['recorded_at'],
} as const;

/** What a ruling can say; each kind says some of it. */
interface RulingColumns {
  readonly rulingId: string;
  readonly obligationId: string;
  readonly commitment?: string;
  readonly participantId?: string;
  readonly triggerId?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly requestedBy?: string;
  readonly pauseId?: string;
  readonly noteId?: string;
}

/** A ruling carried to another case with its obligation is of that case from then on. */
const ruled =
  (kind: string) =>
  ({ stream, data, occurred, recorded }: RecordedFact<string, RulingColumns>): RowChange[] => {
    const row = {
      ruling_id: data.rulingId,
      case_id: caseIdOf(stream),
      obligation_id: data.obligationId,
      kind,
      commitment: data.commitment ?? null,
      participant_id: data.participantId ?? null,
      trigger_id: data.triggerId ?? null,
      at: occurred,
      reason: data.reason ?? null,
      extended_by: data.by ?? null,
      requested_by: data.requestedBy ?? null,
      pause_id: data.pauseId ?? null,
      note_id: data.noteId ?? null,
      recorded_at: recorded,
      undone_at: null,
    };
    return [added(rulings, row)];
  };

/** What was decided about clocks and obligations; an undone ruling stays and says so. */
export const rulingTables: Projection<RulingEvent> = {
  tables: [rulings],
  on: {
    ClockPaused: ruled('pause'),
    ClockResumed: ruled('resumption'),
    ClockExtended: ruled('extension'),
    WaiverRuled: ruled('waived'),
    ExcusalRuled: ruled('excused'),
    VoidingRuled: ruled('voided'),
    RulingUndone: ({ data, occurred }) => [changed(rulings, { ruling_id: data.rulingId, undone_at: occurred })],
  },
};
