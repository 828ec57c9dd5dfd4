import { streamOf } from '../case/case.stream.js';
import type { Instant } from '@kept-informed/calendar';
import type { FactStore } from '@kept-informed/event-store';
import { notFound } from '@kept-informed/decisions';

import type { FollowUpEvent } from '../reconcile/follow-up.state.js';

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
  /** The id of the note that says why it was recorded late. */
  readonly lateReasonId?: string;
}

type FieldOf<Data> = Data extends unknown ? keyof Data : never;

/** What can be corrected, undone or voided, and whom it is about. */
const told = [
  'participantId',
  'milestoneId',
  'suspect',
  'contactId',
  'messageId',
  'planId',
  'optOutId',
  'rulingId',
  'pauseId',
  'feedbackId',
  'obligationId',
  'alertId',
  'disputeId',
  'closureId',
] as const satisfies readonly FieldOf<FollowUpEvent['data']>[];

type Ids = { readonly [Field in (typeof told)[number]]?: string };

function idsOf<Data extends object>(data: Data & Ids): Record<string, string> {
  return Object.fromEntries(told.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])));
}

/** Which facts of a case: those behind a version, as recorded by an instant. */
export interface TimelinePlace {
  readonly after: number;
  readonly limit: number;
  readonly knownAt?: Instant;
}

/** Facts of a case in words, in the order in which they were recorded. */
export interface TimelinePage {
  readonly items: readonly TimelineView[];
  /** The version at which the case stood. */
  readonly version: number;
}

/** So many facts of a case. Refused where there was no such case. */
export async function timelineOf(store: FactStore, caseId: string, place: TimelinePlace): Promise<TimelinePage> {
  const { after, limit, knownAt } = place;
  const stream = streamOf(caseId);
  const [facts, version] = await Promise.all([
    store.loadFrom(stream, after + 1, { limit, knownAt }),
    store.versionOf(stream, knownAt),
  ]);
  if (version === 0) throw notFound('unknown-case', 'There is no such case.');
  return { items: facts.map((fact) => viewOf(fact as FollowUpEvent)), version };
}

function viewOf(fact: FollowUpEvent): TimelineView {
  return {
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
    noteId: 'noteId' in fact.data ? fact.data.noteId : undefined,
    reasonId: 'reasonId' in fact.data ? fact.data.reasonId : undefined,
    lateReasonId: 'lateReasonId' in fact.data ? fact.data.lateReasonId : undefined,
  };
}
