import { type Instant, laterOf } from '@kept-informed/calendar';
import { nextLearning, type Rulebook } from '@kept-informed/commitments';
import { ladderOf } from '../alert/ladder.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import { owed } from '../owing/owed.rules.js';

/** The first instant ahead at which a holiday becomes known that moves a date of what is open (rules.md, Late holidays). */
export function movedAt(
  items: readonly OwedObligation[],
  subject: CaseHistory,
  book: Rulebook,
  now: Instant,
): Instant | null {
  let learning = nextLearning(book, now);
  if (learning === null) return null;
  const open = new Map(
    items
      .filter(({ outcome, lapsedAt, dueAt }) => !outcome && !lapsedAt && dueAt !== null)
      .map((item) => [item.key, datesOf(item, book)]),
  );
  const last = [...open.values()].flat().reduce(laterOf, now);
  for (; learning !== null && learning < last; learning = nextLearning(book, learning)) {
    const since = owed(subject, book, learning).items;
    if (since.some((item) => open.has(item.key) && open.get(item.key)!.join() !== datesOf(item, book).join()))
      return learning;
  }
  return null;
}

/** All instants that depend on working days: the due time and those of the ladder. */
function datesOf(item: OwedObligation, book: Rulebook): Instant[] {
  return [item.dueAt!, ...ladderOf(item, book).rungs.map(({ at }) => at)];
}
