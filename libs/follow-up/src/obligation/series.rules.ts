import { parseDuration, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { reachingAfter, termsAt, type Terms } from '../commitment/terms.rules.js';
import { keyOf } from '../ids.rules.js';
import { settledBy, type Claim, type Discharging, type Owed } from './claim.rules.js';
import { updatesTo } from './discharge.rules.js';
import { isPast } from './due.rules.js';
import { endingBy, neverOwed, releasesOf, type Ending } from './endings.rules.js';
import {
  afterLapse,
  afterRelease,
  afterUpdate,
  periodAt,
  type Anchor,
  type Period,
  type Place,
  type Series,
} from './period.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { runsOf, type Run } from './runs.rules.js';
import { never } from './span.rules.js';
import { clockRulings } from './stops.rules.js';

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
  if (released) return releasedFrom(endingBy(released), voided, period, first, series);
  if (met) {
    const ended = periodAt(period, series, met.at);
    const settled = voided ?? settledBy(updates, ended.dueAt);
    const owed = owedIn(ended, { settled, endedAt: met.at }, series);
    return { owed, next: afterUpdate(met, ended, first, series) };
  }
  return { owed: unmet(voided, period, run, series), next: afterLapse(period, run) };
}

/** Ended by a ruling before anything met it; what a waiver finds missed is closed as missed for good. */
function releasedFrom(
  ending: Ending,
  voided: Ending | undefined,
  period: Period,
  first: Anchor,
  series: Series,
): Lived {
  const ended = periodAt(period, series, ending.at);
  const lapses = ending.leavesMissed && ended.dueAt <= ending.at;
  const end = voided ? { settled: voided } : lapses ? { lapsedAt: ending.at } : { settled: ending };
  const owed = owedIn(ended, { ...end, endedAt: ending.at }, series);
  return { owed, next: afterRelease(ending.at, ended, first, series) };
}

/** Open still, or ended by what took its place or by the end of its run. */
function unmet(voided: Ending | undefined, period: Period, run: Run, series: Series): Owed {
  const { now } = series.reading;
  const endsAt = endsBy(period, run);
  const endedAt = endsAt <= now ? endsAt : undefined;
  const ended = periodAt(period, series, endedAt);
  const end = voided ? { settled: voided } : endOf({ ...ended, lapsesAt: period.lapsesAt }, run, now);
  return owedIn(ended, { ...end, endedAt }, series);
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
