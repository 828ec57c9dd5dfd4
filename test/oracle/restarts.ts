import type { Instant, LocalDate } from '@kept-informed/calendar';
import { dueOnDate, periodDue, periodsAfter, type Due } from './clocks.js';
import type { Closure } from './history.js';
import { endOfLondonDay, londonDate, type Still } from './london.js';

/** What a run of periods begins with. */
export interface Anchor {
  readonly id: string;
  readonly at: Instant;
  /** From what it counts, and its first date if that is not one period later; none: from its own instant. */
  readonly counted?: { readonly from: Instant; readonly first?: LocalDate };
  /** What had met the n-th period came back: that and what follows it are counted anew from then. */
  readonly anew?: { readonly from: Instant; readonly n: number };
}

/** A run that another takes the place of: from what that counts on, and when it would have been due next. */
export interface Replaced {
  readonly from: Instant;
  readonly dueNext: (after: Instant) => LocalDate;
}

/** A plan that begins or ends, as it was recorded. */
export interface Restart {
  readonly at: Instant;
  readonly recorded: Instant;
  /** The plan names the contact in which the participant agreed to it. */
  readonly isAgreed: boolean;
}

/**
 * rules.md, Restarts: one period after the last update; if that had passed as it was recorded, the earlier of the old due
 * date and one period after the recording. Later than the old date only by a plan that names the contact.
 */
export function countedOn({ at, recorded, isAgreed }: Restart, period: string, replaced: Replaced | null) {
  const from = replaced?.from ?? at;
  const due = periodsAfter(londonDate(from), period, 1);
  const hasPassed = endOfLondonDay(due) <= recorded;
  const old = replaced?.dueNext(recorded);
  const begun = hasPassed ? periodsAfter(londonDate(recorded), period, 1) : due;
  const isCapped = old !== undefined && old < begun && (hasPassed || !isAgreed);
  const first = isCapped ? old : begun;
  return first === due ? { from } : { from, first };
}

/** When the n-th period of a run is due. */
export function dueIn({ at, counted, anew }: Anchor, period: string, n: number, stills: readonly Still[]): Due {
  if (anew && n >= anew.n) return periodDue(anew.from, period, n - anew.n + 1, stills);
  const { from, first } = counted ?? { from: at };
  if (first === undefined) return periodDue(from, period, n, stills);
  return dueOnDate(n === 1 ? first : periodsAfter(first, period, n - 1), at, stills);
}

/** A case that was opened again within one period of its closing was only paused. */
export function isPause({ at, cancelled, transferred, reopened }: Closure, period: string): boolean {
  return !cancelled && !transferred && reopened < periodDue(at, period, 1, []).dueAt;
}
