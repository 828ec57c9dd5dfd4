import { laterOf, never, type Instant, type LocalDate } from '@kept-informed/calendar';
import { anchorUnder, termsAt } from '@kept-informed/commitments';
import type { SeriesPlace } from '../case/case.events.js';
import type { DischargeCandidate } from './applicable-commitment.rules.js';
import { stoppedFrom, type Anchor } from './period-due.rules.js';
import { dueIn, type Series } from './series-of-case.rules.js';
import type { OpenPause, ClockStop } from '../obligation/obligation.events.js';
import { dateOf } from './reading.rules.js';
import type { ActiveStretch } from './active-stretches.rules.js';
import { countedBetween, openPause } from './stops.rules.js';

/** Where in a series a period is. */
export interface SeriesPosition extends Omit<SeriesPlace, 'closed'> {
  /** When it becomes the current one. */
  readonly from: Instant;
  /** What it counts from by what had come back by now, where more does later: how a merger brings it. */
  readonly knownAnchor?: Anchor;
}

export interface SeriesPeriod extends SeriesPosition {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  /** When the next period takes its place. */
  readonly lapsesAt: Instant;
  readonly stops: readonly ClockStop[];
  readonly paused: OpenPause | undefined;
}

/** A period as its pauses make it; where it is known when it ended, nothing after that counts. */
export function periodAt(place: SeriesPosition, series: Series, endedAt?: Instant): SeriesPeriod {
  const { anchor, n, from } = place;
  const { dueOn, dueAt, stops } = dueIn(series, anchor, n, { endedAt, since: from });
  const paused = endedAt === undefined ? openPause(series.stops) : undefined;
  const lapsesAt = overAt(anchor, n + 1, series);
  return { ...place, dueOn, dueAt, lapsesAt, stops: countedBetween(stoppedFrom(anchor), dueAt, stops), paused };
}

/** When so many periods from an anchor are over; never while the clock stands still before that. */
function overAt(anchor: Anchor, n: number, series: Series): Instant {
  const { dueAt } = dueIn(series, anchor, n);
  const paused = openPause(series.stops);
  return paused && paused.since < dueAt ? never : dueAt;
}

/**
 * The period that an update starts: counted from it, or the next point of the schedule that is still ahead. One that meets
 * a missed point of the schedule falls into the window of the next, and meets that too (rules.md, Anchors).
 */
export function afterUpdate(
  { at, by, brought, putRight }: DischargeCandidate,
  before: SeriesPosition,
  series: Series,
): SeriesPosition {
  const { applicable, reading } = series;
  const { book } = reading;
  const { first } = before;
  const lastPoint = before.anchor.id === first.id ? before.n : before.lastPoint;
  if (anchorUnder(applicable.commitment, termsAt(book, at)) !== 'schedule') {
    const anchor = { id: by, at, on: dateOf(at, book), brought, ...(putRight && { putRight }) };
    return { first, anchor, n: 1, from: at, missed: false, lastPoint };
  }
  const endOfPoint = (n: number): Instant => overAt(first, n, series);
  let n = lastPoint + 1;
  while (endOfPoint(n) <= at) n += 1;
  const begins = n === 1 ? at : endOfPoint(n - 1);
  return { first, anchor: first, n, from: laterOf(begins, at), missed: false, lastPoint };
}

/** What is told on the date from which a period counts belongs to the period before (rules.md, Day 0). */
export function isAfterDayZero(at: Instant, { on }: Anchor, { reading }: Series): boolean {
  return dateOf(at, reading.book) > on;
}

/** After a release the next period takes over at the due time of the one before, unless an update starts one first. */
export function afterRelease(at: Instant, released: SeriesPeriod, series: Series): SeriesPosition {
  const { first, anchor, n, lastPoint } = released;
  const update = updateAfterRelease(at, released, series);
  if (update) return afterUpdate(update, released, series);
  return { first, anchor, n: n + 1, from: takenOverAt(at, released, series), missed: false, lastPoint };
}

/** What was told after a release and before the next period took over. */
export function updateAfterRelease(
  at: Instant,
  released: SeriesPeriod,
  series: Series,
): DischargeCandidate | undefined {
  const from = takenOverAt(at, released, series);
  const { anchor } = released;
  return series.updates.find((one) => one.at > at && one.at < from && isAfterDayZero(one.at, anchor, series));
}

const takenOverAt = (at: Instant, { anchor, n, dueAt }: SeriesPeriod, series: Series): Instant =>
  at >= dueAt ? at : overAt(anchor, n, series);

/** The next period takes over when a further one has passed since the missed one, if its run lasts that long. */
export function afterLapse(
  { first, anchor, n, lapsesAt, lastPoint }: SeriesPeriod,
  stretch: ActiveStretch,
): SeriesPosition | null {
  return lapsesAt <= stretch.to && lapsesAt !== never
    ? { first, anchor, n: n + 1, from: lapsesAt, missed: true, lastPoint }
    : null;
}
