import type { Instant } from '@kept-informed/calendar';
import { added, type RowChange } from '@kept-informed/event-store';
import type { DueDate } from './obligation.events.js';

/** When each generation of an obligation climbs. */
export const ladders = {
  name: 'obligation_ladders',
  key: ['obligation_id', 'generation'],
  columns: ['obligation_id', 'generation', 'rungs', 'recorded_at'],
  since: 'recorded_at',
} as const;

export const ladderOf = (
  { obligationId, generation, rungs }: Pick<DueDate, 'generation' | 'rungs'> & { readonly obligationId: string },
  known: Instant,
): RowChange => added(ladders, { obligation_id: obligationId, generation, rungs, recorded_at: known });
