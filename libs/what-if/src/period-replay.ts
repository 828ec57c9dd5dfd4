import { earliestOf, endOfDay, startOfDay, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { reportedPromises } from '@kept-informed/compliance';
import { mapYielding, type FollowUpEvent } from '@kept-informed/follow-up';
import { PeriodDifference, type WhatIfDifference } from './difference.js';
import { dueIn, type ReplayedPeriod } from './due-in-period.js';
import { replayed } from './replay.js';
import type { WhatIfQuestion } from './what-if.js';

/** Where the facts of cases come from, and nothing else: there is no way back. */
export interface FactSource {
  /** The ids of so many cases, in order, after one. */
  caseIdsAfter(last: string): Promise<readonly string[]>;
  factsOf(caseIds: readonly string[]): Promise<readonly (readonly FollowUpEvent[])[]>;
}

/** What a period is lived through with: once as the force went by, once as it would have. */
export interface ReplayBooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}

type ActsFor = Parameters<typeof reportedPromises>[1];

/** The period that a question is about; what is still to come of it takes no part. */
export function periodOf(
  { from: first, to: last }: Pick<WhatIfQuestion, 'from' | 'to'>,
  books: ReplayBooks,
  { actsFor, now }: { readonly actsFor: ActsFor; readonly now: Instant },
): ReplayedPeriod {
  const { zone } = books.before;
  const rateless = reportedPromises(books.after, actsFor).filter(({ elsewhere, unlimited }) => elsewhere || unlimited);
  return {
    first,
    last,
    zone,
    from: startOfDay(first, zone),
    until: earliestOf(endOfDay(last, zone), now)!,
    unrated: new Set(rateless.map(({ commitment }) => commitment)),
  };
}

/** Stopped before its end: nothing came of it. */
export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped';
}

/** How many cases are in hand, and how many of those the other rulebook made otherwise. */
export interface ReplayCounts {
  readonly cases: number;
  readonly changedCases: number;
}

/**
 * Lives every case through a period twice and adds up what differs. It is given facts and answers figures: nothing that is
 * worked out on the way is recorded, sent or told anybody. Others have their turn every few milliseconds.
 */
export async function replayedPeriod(
  source: FactSource,
  books: ReplayBooks,
  period: ReplayedPeriod,
  signal?: AbortSignal,
): Promise<WhatIfDifference & ReplayCounts> {
  const difference = new PeriodDifference();
  let cases = 0;
  let changedCases = 0;
  const take = (facts: readonly FollowUpEvent[]): void => {
    const [before, after] = [replayed(facts, books.before, period), replayed(facts, books.after, period)];
    if (!before || !after) return;
    cases += 1;
    const due = { before: dueIn(before, period), after: dueIn(after, period) };
    const raised = { before: before.raised, after: after.raised };
    if (JSON.stringify([due.before, raised.before]) !== JSON.stringify([due.after, raised.after])) changedCases += 1;
    difference.addCase(due, raised);
  };
  let ids = await source.caseIdsAfter('');
  let loading = source.factsOf(ids);
  while (ids.length > 0) {
    if (signal?.aborted) throw new ReplayStopped('The process stops.');
    const batch = await loading;
    ids = await source.caseIdsAfter(ids.at(-1)!);
    // The next come while these are worked out.
    loading = source.factsOf(ids);
    loading.catch(() => undefined);
    await mapYielding(batch, take);
  }
  return { ...difference.answer(), cases, changedCases };
}
