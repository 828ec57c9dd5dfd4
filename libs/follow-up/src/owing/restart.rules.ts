import { endOfDay, justBefore, laterOf, periodEnd, type Instant, type LocalDate } from '@kept-informed/calendar';
import { anchorUnder, termsAt } from '@kept-informed/commitments';
import type { Plan } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import type { DischargeCandidate } from './applicable-commitment.rules.js';
import { activeStretches, type ActiveStretch } from './active-stretches.rules.js';
import { metAt } from './merged.rules.js';
import type { Anchor, CountingOn } from './period-due.rules.js';
import { dateOf } from './reading.rules.js';
import { dueIn, type Series } from './series-of-case.rules.js';

/** What the periods of a run count from: its start or, where it takes the place of another, what that counted from. */
export function anchorOf({ id, from, continues }: ActiveStretch, series: Series): Anchor {
  if (series.brought?.since === from) return series.brought.place.anchor;
  const own = { id, at: from, on: dateOf(from, series.reading.book) };
  if (!continues) return own;
  if ('crimeSince' in continues) {
    const before = runningAt(from, series) ?? lastUpdate(from, series);
    return { ...own, countsOn: countingOn({ recorded: continues.crimeSince, isAgreed: false }, before, own, series) };
  }
  const { plan, begins } = continues;
  // What ends by itself ends with the last moment of a day: what was told on the next one was not told before.
  const by = begins ? from : justBefore(from);
  const replaced = (begins ? replacedBy(plan, series) : endedWith(plan, from, by, series)) ?? lastUpdate(by, series);
  const recorded = begins ? plan.recorded : laterOf(from, plan.recorded);
  return { ...own, countsOn: countingOn({ recorded, isAgreed: plan.contactId !== undefined }, replaced, own, series) };
}

/** A run that another took the place of: what it counted from, and when it would have been due next, told nothing more. */
interface ReplacedRun {
  readonly from: Instant;
  readonly dueAfter: (at: Instant) => LocalDate | undefined;
}

/**
 * No restart buys time. One period after the last update; where that is over by the recording, one after the recording or
 * when the old one would have been due, whichever is first. Later than that only as the participant agreed (rules.md,
 * Restarts).
 */
function countingOn(
  { recorded, isAgreed }: { readonly recorded: Instant; readonly isAgreed: boolean },
  replaced: ReplacedRun | undefined,
  own: Anchor,
  { period, reading: { book } }: Series,
): CountingOn {
  const from = replaced?.from ?? own.at;
  const full = periodEnd(dateOf(from, book), period, 1);
  const isOver = endOfDay(full, book.zone) <= recorded;
  const begun = isOver ? periodEnd(dateOf(recorded, book), period, 1) : full;
  const old = replaced?.dueAfter(recorded);
  const first = old !== undefined && old < begun && (isOver || !isAgreed) ? old : begun;
  return first === full ? { from } : { from, firstEndsOn: first };
}

/** The updates that were owed before it was a crime, and go on beside what that makes owed. */
function runningAt(at: Instant, { applicable, reading, all }: Series): ReplacedRun | undefined {
  const own = all.filter((one) => isReplaced(one, applicable.participant.participantId));
  const runs = own.flatMap((one) => {
    const run = activeStretches(one.applicable, reading).findLast(({ from, to }) => from < at && to > at);
    return run ? [asItStood(run, at, at, one)] : [];
  });
  return runs[0];
}

/** The run that a plan takes the place of as it begins, as it would have gone on without that and all later ones. */
function replacedBy(plan: Plan, { applicable, reading, all }: Series): ReplacedRun | undefined {
  const { participantId } = applicable.participant;
  const plans = reading.state.plans.filter((one) => one.participantId !== participantId || inTime(one, plan) < 0);
  const gone = new Set(reading.state.plans.filter((one) => !plans.includes(one)).map(({ planId }) => planId));
  const before = { ...reading, state: { ...reading.state, plans } };
  const others: Series[] = [];
  for (const one of all)
    if (!gone.has(one.applicable.trigger.id)) others.push({ ...one, reading: before, all: others });
  // Before a merger each case has its own.
  const isOfBoth = ({ applicable: { trigger } }: Series) =>
    (metAt(plan.version, trigger, reading.state) ?? plan.at) <= plan.at;
  return others
    .filter((one) => isReplaced(one, participantId) && isOfBoth(one))
    .sort((a, b) => Number(isAgreed(b)) - Number(isAgreed(a)))
    .map((one) => {
      const run = activeStretches(one.applicable, before).findLast(({ from }) => from <= plan.at);
      return run && run.to > plan.at ? asItStood(run, plan.at, plan.at, one) : undefined;
    })
    .find((one) => one !== undefined);
}

const isAgreed = ({ applicable: { commitment } }: Series): boolean => commitment.limit === 'agreed';

/** Updates as agreed, and the monthly ones whose place they take. */
const isReplaced = (series: Series, participantId: string): boolean =>
  series.applicable.participant.participantId === participantId &&
  (isAgreed(series) || series.applicable.edition.startsWith('qos-'));

/** A plan's own run that ended at an instant. */
function endedWith(plan: Plan, at: Instant, by: Instant, { all }: Series): ReplacedRun | undefined {
  return all
    .filter((one) => isAgreed(one) && one.applicable.trigger.id === plan.planId)
    .map((one) => {
      const run = activeStretches(one.applicable, one.reading).findLast(({ from }) => from < at);
      return run && run.to >= at ? asItStood(run, at, by, one) : undefined;
    })
    .find((one) => one !== undefined);
}

function asItStood(run: ActiveStretch, at: Instant, by: Instant, series: Series): ReplacedRun {
  const { applicable, updates, reading } = series;
  const { book } = reading;
  const anchor = anchorOf(run, series);
  const last = updates.findLast(
    (one) => one.at >= run.from && dateOf(one.at, book) <= dateOf(by, book) && isKnownAt(at, one),
  );
  const isOnSchedule = anchorUnder(applicable.commitment, termsAt(book, at)) === 'schedule';
  const points = last && !isOnSchedule ? { id: last.by, at: last.at, on: dateOf(last.at, book) } : anchor;
  const dueAfter = (after: Instant) => {
    for (let n = 1; ; n += 1) {
      const { dueOn, dueAt } = dueIn(series, points, n);
      if (dueAt > after) return dueOn;
    }
  };
  return { from: last?.at ?? anchor.countsOn?.from ?? anchor.at, dueAfter };
}

/** What a merger brought changes nothing that was before it. */
const isKnownAt = (at: Instant, { brought }: DischargeCandidate): boolean => brought === undefined || brought <= at;

/** Where nothing ran whose place could be taken: the last update that there was. */
function lastUpdate(by: Instant, { updates, reading: { book } }: Series): ReplacedRun | undefined {
  const last = updates.findLast((one) => dateOf(one.at, book) <= dateOf(by, book) && isKnownAt(by, one));
  return last && { from: last.at, dueAfter: () => undefined };
}
