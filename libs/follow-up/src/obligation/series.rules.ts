import { parseDuration, type Duration, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { anchorUnder, reachingAfter, termsAt, type Terms } from '../commitment/terms.rules.js';
import { keyOf } from '../ids.rules.js';
import { settledBy, type Claim, type Discharging, type Owed } from './claim.rules.js';
import { updatesTo } from './discharge.rules.js';
import { isPast, periodDue } from './due.rules.js';
import { endingBy, neverOwed, releasesOf } from './endings.rules.js';
import type { Paused, Stopped } from './obligation.events.js';
import { dateOf, type Reading } from './reading.rules.js';
import { runsOf, type Run } from './runs.rules.js';
import { never } from './span.rules.js';
import { clockRulings, countedBetween, openPause, overBy } from './stops.rules.js';

/** What a period counts from: the start of a run, or the update that met the period before. */
interface Anchor {
  readonly id: string;
  readonly at: Instant;
  readonly on: LocalDate;
}

interface Series {
  readonly claim: Claim;
  readonly limit: string;
  readonly period: Duration;
  readonly updates: readonly Discharging[];
  readonly stops: readonly Stopped[];
  readonly reading: Reading;
}

/**
 * A recurring duty, period by period (rules.md, Recurring updates). Each update meets the current period and starts the
 * next: counted from the update, or, where the anchor is the schedule, at the next point counted from the first one. A
 * period that ends without one is missed and stays current for one period more; then it lapses and the next takes its
 * place, already missed. A period that somebody was released from ends; the next takes its place at its due time.
 */
export function seriesOf(claim: Claim, reading: Reading): SeriesByNow {
  const { commitment, participant, trigger } = claim;
  const limit = commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;
  const inWriting = commitment.dischargedBy.some((way) => way.by === 'update' && way.inWriting);
  const updates = updatesTo(participant.participantId, inWriting, reading);
  const { stops } = clockRulings(claim, reading.state);
  const series = { claim, limit, period: parseDuration(limit)!, updates, stops, reading };
  const runs = runsOf(claim, reading).map((run) => periodsOf(run, series));
  const starts = runs.flatMap(({ nextAt }) => nextAt ?? []);
  return { periods: runs.flatMap(({ periods }) => periods), nextAt: starts.sort()[0] ?? null };
}

/** The periods of a series that have begun, and when the next one begins by itself, if nothing is current until then. */
interface SeriesByNow {
  readonly periods: readonly Owed[];
  readonly nextAt: Instant | null;
}

function periodsOf(run: Run, series: Series): SeriesByNow {
  const periods: Owed[] = [];
  const { now, book } = series.reading;
  const first: Anchor = { id: run.id, at: run.from, on: dateOf(run.from, book) };
  let place: Place | null = { anchor: first, n: 1, from: run.from, inclusive: true, missed: false, lastPoint: 0 };
  while (place && (place.missed ? place.from <= run.to : place.from < run.to)) {
    if (place.from > now) return { periods, nextAt: place.missed || place.from === never ? null : place.from };
    const { owed, next }: Lived = livedThrough(periodAt(place, series), first, run, series);
    periods.push(owed);
    place = next;
  }
  return { periods, nextAt: null };
}

/** Where in a series a period is. */
interface Place {
  readonly anchor: Anchor;
  /** Which period after its anchor. */
  readonly n: number;
  /** When it becomes the current one. */
  readonly from: Instant;
  /** An update at the very instant `from` counts for it. */
  readonly inclusive: boolean;
  /** It takes over at its own due time, because the one before lapsed. */
  readonly missed: boolean;
  /** The last point of the schedule that was a period's before it, where it counts from an update itself; 0: none. */
  readonly lastPoint: number;
}

interface Period extends Place {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  /** When the next period takes its place. */
  readonly lapsesAt: Instant;
  readonly stops: readonly Stopped[];
  readonly paused: Paused | undefined;
}

/** A period as its pauses make it; where it is known when it ended, nothing after that counts. */
function periodAt(place: Place, series: Series, endedAt?: Instant): Period {
  const { period, stops: all, reading } = series;
  const { anchor, n } = place;
  const over = overBy(all, endedAt);
  const { dueOn, dueAt } = periodDue(anchor.on, period, n, over, reading.book);
  const paused = endedAt === undefined ? openPause(all) : undefined;
  const lapsesAt = overAt(anchor, n + 1, series);
  return { ...place, dueOn, dueAt, lapsesAt, stops: countedBetween(anchor.at, dueAt, over), paused };
}

/** When so many periods from an anchor are over; never while the clock stands still before that. */
function overAt({ on }: Anchor, n: number, { period, stops, reading }: Series): Instant {
  const { dueAt } = periodDue(on, period, n, overBy(stops, undefined), reading.book);
  const paused = openPause(stops);
  return paused && paused.since < dueAt ? never : dueAt;
}

interface Lived {
  readonly owed: Owed;
  /** None: nothing took its place. */
  readonly next: Place | null;
}

/** What became of a period, and what took its place. */
function livedThrough(period: Period, first: Anchor, run: Run, series: Series): Lived {
  const { claim, reading } = series;
  const releases = releasesOf(claim, period.anchor.id, period.n, reading.state);
  const voided = neverOwed(claim, releases);
  const updates = updatesIn(period, run, series);
  const met = updates[0];
  const released = releases.find(({ at }) => at < (met?.at ?? endsBy(period, run)));
  if (released) {
    const ended = periodAt(period, series, released.at);
    const ending = endingBy(released);
    const lapses = ending.leavesMissed && ended.dueAt <= ending.at;
    const end = voided ? { settled: voided } : lapses ? { lapsedAt: ending.at } : { settled: ending };
    const owed = owedIn(ended, { ...end, endedAt: ending.at }, series);
    return { owed, next: afterRelease(ending.at, ended, first, series) };
  }
  if (met) {
    const ended = periodAt(period, series, met.at);
    const settled = voided ?? settledBy(updates, ended.dueAt);
    const owed = owedIn(ended, { settled, endedAt: met.at }, series);
    return { owed, next: afterUpdate(met, ended, first, series) };
  }
  const endsAt = endsBy(period, run);
  const endedAt = endsAt <= reading.now ? endsAt : undefined;
  const ended = periodAt(period, series, endedAt);
  const end = voided ? { settled: voided } : endOf({ ...ended, lapsesAt: period.lapsesAt }, run, reading.now);
  return { owed: owedIn(ended, { ...end, endedAt }, series), next: afterLapse(period, run) };
}

/** When a period can no longer be met: the next one took over, or its run is over. */
function endsBy({ lapsesAt }: Period, run: Run): Instant {
  return lapsesAt <= run.to ? lapsesAt : run.openUntil;
}

/** The updates that could meet a period: since it began, before the next one takes over, or at any time in a last one. */
function updatesIn(period: Period, run: Run, { updates }: Series): readonly Discharging[] {
  const until = endsBy(period, run);
  const first = updates.findIndex(({ at }) => isSince(at, period));
  if (first < 0 || updates[first]!.at >= until) return [];
  const after = updates.findIndex(({ at }, index) => index > first && at >= until);
  return updates.slice(first, after < 0 ? undefined : after);
}

function isSince(at: Instant, { from, inclusive }: Place): boolean {
  return at > from || (inclusive && at === from);
}

/** The period that an update starts: counted from it, or the next point of the schedule that is still ahead. */
function afterUpdate({ at, by }: Discharging, before: Place, first: Anchor, series: Series): Place {
  const { claim, reading } = series;
  const { book } = reading;
  const lastPoint = before.anchor.id === first.id ? before.n : before.lastPoint;
  if (anchorUnder(claim.commitment, termsAt(book, at)) !== 'schedule') {
    const anchor = { id: by, at, on: dateOf(at, book) };
    return { anchor, n: 1, from: at, inclusive: false, missed: false, lastPoint };
  }
  const endOfPoint = (n: number): Instant => overAt(first, n, series);
  let n = lastPoint + 1;
  while (endOfPoint(n) <= at) n += 1;
  const begins = n === 1 ? at : endOfPoint(n - 1);
  return begins > at
    ? { anchor: first, n, from: begins, inclusive: true, missed: false, lastPoint }
    : { anchor: first, n, from: at, inclusive: false, missed: false, lastPoint };
}

/** After a release the next period takes over at the due time of the one before, unless an update starts one first. */
function afterRelease(at: Instant, released: Period, first: Anchor, series: Series): Place {
  const { anchor, n, dueAt, lastPoint } = released;
  const from = at >= dueAt ? at : overAt(anchor, n, series);
  const update = series.updates.find((one) => one.at > at && one.at < from);
  if (update) return afterUpdate(update, released, first, series);
  return { anchor, n: n + 1, from, inclusive: true, missed: false, lastPoint };
}

function afterLapse({ anchor, n, lapsesAt, lastPoint }: Period, run: Run): Place | null {
  return lapsesAt <= run.to && lapsesAt !== never
    ? { anchor, n: n + 1, from: lapsesAt, inclusive: true, missed: true, lastPoint }
    : null;
}

type End = Partial<Pick<Owed, 'settled' | 'endedAt' | 'lapsedAt' | 'changesAt'>>;

function owedIn(period: Period, end: End, { claim, limit, reading }: Series): Owed {
  const { commitment, edition, trigger, participant } = claim;
  const { anchor, n, from, dueOn, dueAt, stops, paused } = period;
  const { participantId } = participant;
  const isPaused = paused !== undefined && paused.since < dueAt && !end.settled && !end.lapsedAt;
  return {
    key: keyOf({ commitment: commitment.id, participantId, triggerId: trigger.id }, { anchorId: anchor.id, period: n }),
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: anchor.id,
    period: n,
    arisenAt: from,
    startsAt: anchor.at,
    limit,
    unit: commitment.unit,
    dueOn,
    dueAt,
    terms: termsFor(period, end, reading.book),
    stops,
    paused: isPaused ? { ...paused, since: laterOf(paused.since, from) } : undefined,
    settled: end.settled,
    endedAt: end.endedAt,
    lapsedAt: end.lapsedAt,
    changesAt: end.changesAt ?? null,
  };
}

/** Those in force when it arose, or the last activated since that reach into what is open and not yet due. */
function termsFor({ from, dueAt }: Period, { settled, lapsedAt }: End, book: Rulebook): Terms {
  const endedAt = settled?.at ?? lapsedAt ?? never;
  const reaching = reachingAfter(book, from).findLast((terms) => terms.from < dueAt && terms.from < endedAt);
  return reaching ?? termsAt(book, from);
}

function endOf(period: Period, run: Run, now: Instant): End {
  const { lapsesAt } = period;
  if (lapsesAt > run.to || lapsesAt === never) return endOfLast(period, run, now);
  return lapsesAt <= now ? { lapsedAt: lapsesAt } : { changesAt: lapsesAt };
}

/** The last period of a run: where the run's end replaces it, a missed one lapses and one not yet due is ended as such. */
function endOfLast({ dueAt, paused }: Period, { ended, openUntil }: Run, now: Instant): End {
  if (ended === undefined || openUntil === never) return {};
  if (openUntil > now) return { changesAt: openUntil };
  if (isPast(dueAt, openUntil, paused?.since) && !ended.evenMissed) return { lapsedAt: openUntil };
  const { as, by, version, because } = ended;
  return { settled: { as, at: openUntil, by, version, because, recordedLate: false } };
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
