import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';

/** When something falls due. */
export interface KnownDue {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
}

const known = new WeakMap<Rulebook, Map<string, KnownDue>>();
const mostKnown = 50_000;

/** Counted once for a rulebook: thousands of cases start on the same dates. Emptied when full. */
export function remembered(key: string, book: Rulebook, count: () => KnownDue): KnownDue {
  let dues = known.get(book);
  if (!dues) known.set(book, (dues = new Map()));
  const before = dues.get(key);
  if (before) return before;
  const made = count();
  if (dues.size >= mostKnown) dues.clear();
  dues.set(key, made);
  return made;
}
