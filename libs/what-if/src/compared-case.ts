import type { FollowUpEvent } from '@kept-informed/follow-up';
import { isTouched, type DraftReach } from './draft-reach.js';
import { dueIn, type ReplayedPeriod } from './due-in-period.js';
import { asRecorded, replayed, type ReplayedCase } from './replay.js';
import type { ReplayBooks } from './replay-books.js';
import { isSame, type CaseFigures, type Sides } from './tally.js';

/**
 * What is due of a case in a period, as it was and as it would have been; none: there was no case. A case that the draft cannot
 * touch is as it was recorded, and so is one that it leaves as that. Any other is lived through twice, so that whatever differs
 * comes of the draft.
 */
export function comparedCase(
  facts: readonly FollowUpEvent[],
  books: ReplayBooks,
  reach: DraftReach,
  period: ReplayedPeriod,
): Sides<CaseFigures> | undefined {
  const recorded = asRecorded(facts, period);
  if (!recorded) return undefined;
  const was = figuresIn(recorded, period);
  if (!isTouched(facts, reach, period.from)) return { before: was, after: was };
  const after = figuresIn(replayed(facts, books.after, period)!, period);
  if (isSame(was, after)) return { before: was, after: was };
  return { before: figuresIn(replayed(facts, books.before, period)!, period), after };
}

/** What is due of a case in a period, in the order of ids, and what was raised. */
export function figuresIn(replay: ReplayedCase, period: ReplayedPeriod): CaseFigures {
  const due = dueIn(replay, period).sort((a, b) => (a.obligationId < b.obligationId ? -1 : 1));
  return { due, raised: replay.raised.toSorted() };
}
