import { outcomeBy } from './recorded-late.rules.js';
import { obligationKey } from '../obligation/obligation-key.rules.js';
import type { DischargeCandidate, Ending, OwedObligation } from './applicable-commitment.rules.js';
import { never, type Instant, laterOf } from '@kept-informed/calendar';
import { type Rulebook, reachingAfter, termsAt, type Terms } from '@kept-informed/commitments';

import { isPast } from './due.rules.js';
import { startOf } from './period-due.rules.js';
import { endingBy, neverOwed, releasesOf } from './single-endings.rules.js';
import {
  afterLapse,
  afterRelease,
  afterUpdate,
  isAfterDayZero,
  periodAt,
  updateAfterRelease,
  type SeriesPeriod,
  type SeriesPosition,
} from './period.rules.js';
import { countedAnew, lostOf } from './returned.rules.js';
import { activeStretches, type ActiveStretch } from './active-stretches.rules.js';
import { overBefore } from './merged.rules.js';
import { anchorOf } from './restart.rules.js';
import type { Series } from './series-of-case.rules.js';

/**
 * A recurring duty, period by period (rules.md, Recurring updates). Each update meets the current period and starts the
 * next: counted from the update, or, where the anchor is the schedule, at the next point counted from the first one. A
 * period that ends without one is missed and stays current for one period more; then it lapses and the next takes its
 * place, already missed. A period that somebody was released from ends; the next takes its place at its due time.
 */
export function periodsByNow(series: Series): SeriesByNow {
  const stretches = activeStretches(series.applicable, series.reading).map((stretch) => periodsOf(stretch, series));
  const starts = stretches.flatMap(({ nextAt }) => nextAt ?? []);
  const over = overBefore(series.applicable, series.reading.state);
  const periods = stretches
    .flatMap((stretch) => stretch.periods)
    .filter((one) => over === undefined || !isOverBy(over, one));
  return { periods, nextAt: starts.sort()[0] ?? null };
}

const isOverBy = (at: Instant, { outcome, lapsedAt }: OwedObligation): boolean =>
  (outcome?.at ?? lapsedAt ?? never) <= at;

/** The periods of a series that have begun, and when the next one begins by itself, if nothing is current until then. */
interface SeriesByNow {
  readonly periods: readonly OwedObligation[];
  readonly nextAt: Instant | null;
}

function periodsOf(stretch: ActiveStretch, series: Series): SeriesByNow {
  const periods: OwedObligation[] = [];
  const { now } = series.reading;
  let place: SeriesPosition | null = beginningOf(stretch, series);
  while (place && (place.missed ? place.from <= stretch.to : place.from < stretch.to)) {
    if (place.from > now) return { periods, nextAt: place.missed || place.from === never ? null : place.from };
    const begun = periodAt(afterReturns(place, stretch, series), series);
    const { owed, next }: PeriodOutcome = livedThrough(begun, stretch, series);
    periods.push(owed);
    place = next;
  }
  return { periods, nextAt: null };
}

/** The first period of a run, or that which was current where the series comes from a case that was merged into this one. */
function beginningOf(stretch: ActiveStretch, series: Series): SeriesPosition {
  const { from } = stretch;
  if (series.brought?.since === from) return { ...series.brought.place, from };
  const first = anchorOf(stretch, series);
  return { first, anchor: first, n: 1, from, missed: false, lastPoint: 0 };
}

/** What had met a period before its series ended came back: its limit counts anew. */
function afterReturns(place: SeriesPosition, stretch: ActiveStretch, series: Series): SeriesPosition {
  if (series.lost.length === 0) return place;
  const { anchor, n } = place;
  const first = periodAt(place, series);
  const [met] = updatesIn(first, stretch, series);
  const inIt = series.lost.filter(
    ({ at }) => at >= first.from && at < stretch.metUntil && isAfterDayZero(at, anchor, series),
  );
  const anew = (lost: typeof inIt) =>
    countedAnew(lost, met ? [met] : [], first, ({ lostAt }) => {
      const countsOn = { from: lostAt, periodsBefore: n - 1 };
      return periodAt({ ...place, anchor: { ...anchor, countsOn } }, series);
    }) ?? place;
  const known = inIt.filter(({ lostAt }) => lostAt <= series.reading.now);
  return known.length === inIt.length ? anew(inIt) : { ...anew(inIt), knownAnchor: anew(known).anchor };
}

interface PeriodOutcome {
  readonly owed: OwedObligation;
  /** None: nothing took its place. */
  readonly next: SeriesPosition | null;
}

/** What became of a period, and what took its place. */
function livedThrough(period: SeriesPeriod, stretch: ActiveStretch, series: Series): PeriodOutcome {
  const { applicable, reading } = series;
  const releases = releasesOf(applicable, period.anchor.id, period.n, reading.state);
  const voided = neverOwed(applicable, releases);
  const updates = updatesIn(period, stretch, series);
  const met = updates[0];
  const released = releases.find(({ at }) => at < (met?.at ?? endsBy(period, stretch)));
  if (released) return releasedFrom({ ending: endingBy(released), voided }, period, series);
  if (met) {
    const ended = periodAt(period, series, met.at);
    const outcome = voided ?? outcomeBy(updates, ended.dueAt);
    const owed = owedIn(ended, { outcome, endedAt: met.at }, series);
    return { owed, next: afterUpdate(met, ended, series) };
  }
  return { owed: unmet(voided, period, stretch, series), next: afterLapse(period, stretch) };
}

/** Ended by a ruling before anything met it; what a waiver finds missed is closed as missed for good. */
function releasedFrom(
  { ending, voided }: { readonly ending: Ending; readonly voided: Ending | undefined },
  period: SeriesPeriod,
  series: Series,
): PeriodOutcome {
  const ended = periodAt(period, series, ending.at);
  const lapses = ending.leavesMissed && ended.dueAt <= ending.at;
  const end = voided ? { outcome: voided } : lapses ? { lapsedAt: ending.at } : { outcome: ending };
  const next = afterRelease(ending.at, ended, series);
  const done = ending.as === 'excused' ? updateAfterRelease(ending.at, ended, series) : undefined;
  return { owed: owedIn(ended, { ...end, endedAt: ending.at, done }, series), next };
}

/** Open still, or ended by what took its place or by the end of its run. */
function unmet(
  voided: Ending | undefined,
  period: SeriesPeriod,
  stretch: ActiveStretch,
  series: Series,
): OwedObligation {
  const { now } = series.reading;
  const endsAt = endsBy(period, stretch);
  const endedAt = endsAt <= now ? endsAt : undefined;
  const ended = periodAt(period, series, endedAt);
  const end = voided ? { outcome: voided } : endOf({ ...ended, lapsesAt: period.lapsesAt }, stretch, now);
  return owedIn(ended, { ...end, endedAt }, series);
}

/** When a period can no longer be met: the next one took over, or its run is over. */
function endsBy({ lapsesAt }: SeriesPeriod, stretch: ActiveStretch): Instant {
  return lapsesAt <= stretch.to ? lapsesAt : stretch.openUntil;
}

/** The updates that could meet a period: since it began but not on its day 0, and before the next one takes over. */
function updatesIn(period: SeriesPeriod, stretch: ActiveStretch, series: Series): readonly DischargeCandidate[] {
  const { updates } = series;
  const until = period.lapsesAt <= stretch.to ? period.lapsesAt : stretch.metUntil;
  const first = updates.findIndex(({ at }) => at >= period.from && isAfterDayZero(at, period.anchor, series));
  if (first < 0 || updates[first]!.at >= until) return [];
  const after = updates.findIndex(({ at }, index) => index > first && at >= until);
  return updates.slice(first, after < 0 ? undefined : after);
}

type End = Partial<Pick<OwedObligation, 'outcome' | 'endedAt' | 'lapsedAt' | 'changesAt' | 'done'>>;

function owedIn(period: SeriesPeriod, end: End, series: Series): OwedObligation {
  const { applicable, limit, reading, lost, closed, brought } = series;
  const { commitment, edition, trigger, participant } = applicable;
  const { first, anchor, knownAnchor = anchor, n, from, missed, lastPoint, dueOn, dueAt, stops, paused } = period;
  const { participantId } = participant;
  const place = { first, anchor: knownAnchor, n, missed, lastPoint, closed };
  const isPaused = paused !== undefined && paused.since < dueAt && !end.outcome && !end.lapsedAt;
  return {
    key: obligationKey({
      commitment: commitment.id,
      participantId,
      triggerId: trigger.id,
      anchorId: anchor.id,
      period: n,
    }),
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: anchor.id,
    period: n,
    arisenAt: from,
    putRight: applicable.putRight,
    startsAt: startOf(anchor),
    firstEndsOn: anchor.countsOn?.firstEndsOn,
    limit,
    unit: commitment.unit,
    dueOn,
    dueAt,
    terms: termsFor(period, end, reading.book),
    stops,
    paused: isPaused ? { ...paused, since: laterOf(paused.since, from) } : undefined,
    outcome: end.outcome,
    endedAt: end.endedAt,
    lapsedAt: end.lapsedAt,
    done: end.done,
    place,
    owner: brought?.since === from && brought.place.n === n ? brought.owner : undefined,
    lost: lostOf(lost.filter(({ at }) => at >= from && at < dueAt)),
    changesAt: end.changesAt ?? null,
  };
}

/** Those in force when it arose, or the last activated since that reach into what is open and not yet due. */
function termsFor({ from, dueAt }: SeriesPeriod, { outcome, lapsedAt }: End, book: Rulebook): Terms {
  const endedAt = outcome?.at ?? lapsedAt ?? never;
  const reaching = reachingAfter(book, from).findLast((terms) => terms.from < dueAt && terms.from < endedAt);
  return reaching ?? termsAt(book, from);
}

function endOf(period: SeriesPeriod, stretch: ActiveStretch, now: Instant): End {
  const { lapsesAt } = period;
  if (lapsesAt > stretch.to || lapsesAt === never) return endOfLast(period, stretch, now);
  return lapsesAt <= now ? { lapsedAt: lapsesAt } : { changesAt: lapsesAt };
}

/** The last period of a run: where the run's end replaces it, a missed one lapses and one not yet due is ended as such. */
function endOfLast({ dueAt, paused }: SeriesPeriod, { ended, openUntil }: ActiveStretch, now: Instant): End {
  if (ended === undefined || openUntil === never) return {};
  if (openUntil > now) return { changesAt: openUntil };
  if (isPast(dueAt, openUntil, paused?.since) && !ended.evenMissed) return { lapsedAt: openUntil };
  const { as, by, version, because } = ended;
  return { outcome: { as, at: openUntil, by, version, because, recordedLate: false } };
}
