import { endOfDay, lastWithStops, periodEnd, type Duration, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { Anchor, CountingOn } from '../case/merged.events.js';
import type { ClockStop } from '../obligation/obligation.events.js';
import { remembered, type KnownDue } from './known-dues.rules.js';
import { dateOf } from './reading.rules.js';

export type { Anchor, CountingOn };

/** Which period of a series is asked about: the n-th from an anchor. */
export interface PeriodQuestion {
  readonly anchor: Anchor;
  readonly period: Duration;
  readonly n: number;
}

/** The instant that periods count from. */
export const startOf = ({ at, countsOn }: Anchor): Instant => countsOn?.from ?? at;

/** Since when pauses move its periods: what moved a first one that is not full is in its end. */
export const stoppedFrom = (anchor: Anchor): Instant =>
  anchor.countsOn?.firstEndsOn === undefined ? startOf(anchor) : anchor.at;

/** When a period ends: always counted from the anchor, or from the end of a first one that is not full (rules.md, Months). */
export function periodDue(
  { anchor, period, n: nth }: PeriodQuestion,
  stops: readonly ClockStop[],
  book: Rulebook,
): KnownDue {
  const on = anchor.countsOn ? dateOf(anchor.countsOn.from, book) : anchor.on;
  const { firstEndsOn, periodsBefore = 0 } = anchor.countsOn ?? {};
  const n = nth - periodsBefore;
  const key = `${on} ${period.count} ${period.unit} ${n} ${firstEndsOn ?? ''}`;
  const unstopped = remembered(key, book, () => {
    const end = firstEndsOn === undefined ? periodEnd(on, period, n) : periodEnd(firstEndsOn, period, n - 1);
    return { dueOn: end, dueAt: endOfDay(end, book.zone) };
  });
  if (stops.length === 0) return unstopped;
  const last = lastWithStops(unstopped.dueOn, stops, {
    from: stoppedFrom(anchor),
    counts: () => true,
    zone: book.zone,
  });
  return { dueOn: last, dueAt: endOfDay(last, book.zone) };
}
