import type { Instant } from '@kept-informed/calendar';
import type { FactStore } from '@kept-informed/event-store';
import { notFound } from './follow-up.refusals.js';
import { streamOf } from './follow-up.streams.js';
import { inWords } from './timeline.rules.js';

/** One fact of a case, for reading. */
export interface TimelineView {
  version: number;
  type: string;
  words: string;
  occurredAt: Instant;
  knownAt?: Instant;
  recordedAt: Instant;
  recordedBy: string;
  simulated: boolean;
  /** The id of a note that belongs to it. */
  noteId?: string;
}

/** Every fact of a case in the order in which it was recorded. Refused where there is no such case. */
export async function timelineOf(store: FactStore, caseId: string): Promise<TimelineView[]> {
  const stream = streamOf(caseId);
  const facts = (await store.load([stream])).get(stream)!;
  if (facts.length === 0) throw notFound('unknown-case', 'There is no such case.');
  return facts.map((fact) => ({
    version: fact.version,
    type: fact.type,
    words: inWords(fact),
    occurredAt: fact.occurred,
    ...(fact.known && { knownAt: fact.known }),
    recordedAt: fact.recorded,
    recordedBy: fact.by,
    simulated: fact.simulated,
    noteId: (fact.data as { noteId?: string }).noteId,
  }));
}
