import type { Instant } from '@kept-informed/calendar';
import { OwnForce, TermsStreams } from '@kept-informed/commitments';
import type { DirectoryHolder } from '@kept-informed/directory';
import { streamOf, type FollowUpEvent } from '@kept-informed/follow-up';
import { draftedBook } from './drafted-book.js';
import type { ReplayedPeriod } from './due-in-period.js';
import { OwnHand, periodOf, type FactSource } from './period-replay.js';
import type { Snapshot } from './snapshot.js';
import type { WhatIfQuestion } from './what-if.js';

/** What a question is lived through by, beside the facts. */
export interface HandParts {
  readonly directory: DirectoryHolder;
  readonly now: Instant;
}

/** A hand for a question, by what the force goes by as of a snapshot, and the period that it lives through. */
export async function ownHand(
  snapshot: Snapshot,
  question: WhatIfQuestion,
  { directory, now }: HandParts,
): Promise<{ readonly hand: OwnHand; readonly period: ReplayedPeriod }> {
  const terms = new TermsStreams(snapshot.work, snapshot.store);
  const before = await new OwnForce(directory, terms).rulebook();
  const actsFor = directory.current.actsFor();
  const { from } = periodOf(question, { before, after: before }, { actsFor, now });
  const books = { before, after: draftedBook(before, question, await terms.load(), from) };
  const period = periodOf(question, books, { actsFor, now });
  return { hand: new OwnHand(sourceOf(snapshot), books, period), period };
}

function sourceOf({ store }: Snapshot): FactSource {
  return async (caseIds) => {
    const found = await store.load(caseIds.map(streamOf));
    // What a case's stream holds came in by its own door.
    return caseIds.map((caseId) => found.get(streamOf(caseId)) as readonly FollowUpEvent[]);
  };
}
