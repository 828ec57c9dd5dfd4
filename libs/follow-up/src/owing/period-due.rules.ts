import {
  endOfDay,
  lastWithStops,
  periodEnd,
  type Duration,
  type Instant,
  type LocalDate,
} from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { ClockStop } from '../obligation/obligation.events.js';
import { remembered, type KnownDue } from './known-dues.rules.js';

/** Which period of a series is asked about: the n-th from an anchor. */
export interface PeriodQuestion {
  readonly anchor: Anchor;
  readonly period: Duration;
  readonly n: number;
}

/** What a period counts from: the start of a run, or the update that met the period before. */
export interface Anchor {
  readonly id: string;
  readonly at: Instant;
  readonly on: LocalDate;
  /** When the first one ends, where that is not a full period from the anchor. */
  readonly firstEndsOn?: LocalDate;
}

/** When a period ends: always counted from the anchor, or from the end of a first one that is not full (rules.md, Months). */
export function periodDue(
  { anchor: { at, on, firstEndsOn }, period, n }: PeriodQuestion,
  stops: readonly ClockStop[],
  book: Rulebook,
): KnownDue {
  const key = `${on} ${period.count} ${period.unit} ${n} ${firstEndsOn ?? ''}`;
  const unstopped = remembered(key, book, () => {
    const end = firstEndsOn === undefined ? periodEnd(on, period, n) : periodEnd(firstEndsOn, period, n - 1);
    return { dueOn: end, dueAt: endOfDay(end, book.zone) };
  });
  if (stops.length === 0) return unstopped;
  const dates = { from: at, counts: () => true, zone: book.zone };
  const last = lastWithStops(unstopped.dueOn, stops, dates);
  return { dueOn: last, dueAt: endOfDay(last, book.zone) };
}
