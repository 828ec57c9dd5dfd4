import type { Instant } from '@kept-informed/calendar';
import type { FactStore } from '@kept-informed/event-store';
import { notFound } from '@kept-informed/decisions';
import { streamOf } from '../case/case.stream.js';
import { inWords } from './timeline.rules.js';

/** One fact of a case, for reading. */
export interface TimelineView {
  readonly version: number;
  readonly type: string;
  readonly words: string;
  readonly occurredAt: Instant;
  readonly knownAt?: Instant;
  /** The version of the fact that brought it about; none: the request, or time, did. */
  readonly causedBy?: number;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly simulated: boolean;
  /** What it is about, for whoever wants to correct, undo or void it: contactId, milestoneId, rulingId and the like. */
  readonly ids: Readonly<Record<string, string>>;
  /** The id of a note that belongs to it. */
  readonly noteId?: string;
  /** The id of the note that says why it was corrected. */
  readonly reasonId?: string;
}

const idKey = /^(participant|milestone|contact|plan|optOut|ruling|pause|feedback|obligation|alert|closure)Id$/;

function idsOf(data: unknown): Record<string, string> {
  const named = Object.entries(data as Readonly<Record<string, string>>);
  return Object.fromEntries(named.filter(([key]) => idKey.test(key)));
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
    ...(fact.causedBy && { causedBy: fact.causedBy }),
    recordedAt: fact.recorded,
    recordedBy: fact.by,
    simulated: fact.simulated,
    ids: idsOf(fact.data),
    noteId: (fact.data as { noteId?: string }).noteId,
    reasonId: (fact.data as { reasonId?: string }).reasonId,
  }));
}
