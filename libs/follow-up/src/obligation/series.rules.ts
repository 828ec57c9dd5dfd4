import { endOfDay, localDate, parseDuration, periodEnd, type Duration, type Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { settledBy, type Claim, type Discharging, type Owed } from './claim.rules.js';
import { updatesTo } from './discharge.rules.js';
import { never, runsOf, type Run } from './runs.rules.js';

/** What a period counts from: the start of a run, or the update that met the period before. */
interface Anchor {
  readonly id: string;
  readonly at: Instant;
  /** An update at the very instant of the anchor counts for it: only of the first of a run, not of an update itself. */
  readonly inclusive: boolean;
}

interface Series {
  readonly claim: Claim;
  readonly limit: string;
  readonly period: Duration;
  readonly updates: readonly Discharging[];
  readonly book: Rulebook;
  readonly now: Instant;
}

/**
 * A recurring duty, period by period (rules.md, Recurring updates). Each update meets the current period and starts the
 * next. A period that ends without one is missed and stays current for one period more; then it lapses and the next
 * takes its place, already missed. Periods count from their anchor and are never chained.
 */
export function seriesOf(claim: Claim, state: Case, book: Rulebook, now: Instant): Owed[] {
  const { commitment, participant, trigger } = claim;
  const limit = commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;
  const inWriting = commitment.dischargedBy.some((way) => way.by === 'update' && way.inWriting);
  const updates = updatesTo(participant.participantId, inWriting, state);
  const series = { claim, limit, period: parseDuration(limit)!, updates, book, now };
  return runsOf(claim, state, book.zone).flatMap((run) => periodsOf(run, series));
}

function periodsOf(run: Run, series: Series): Owed[] {
  const found: Owed[] = [];
  let anchor: Anchor = { id: run.id, at: run.from, inclusive: true };
  for (let n = 1; ; ) {
    const dueAt = dueAtOf(anchor, n, series).dueAt;
    const arisenAt = n === 1 ? anchor.at : dueAt;
    if (arisenAt > series.now || (n > 1 && arisenAt > run.to) || (n === 1 && arisenAt >= run.to)) return found;
    const lapsesAt = dueAtOf(anchor, n + 1, series).dueAt;
    const met = firstUpdate(anchor, n, lapsesAt, run, series);
    found.push(periodOf(anchor, n, arisenAt, lapsesAt, met, run, series));
    if (met) {
      anchor = { id: met.by, at: met.at, inclusive: false };
      n = 1;
    } else if (lapsesAt <= run.to) n += 1;
    else return found;
  }
}

function dueAtOf(anchor: Anchor, n: number, { period, book: { zone } }: Series) {
  const dueOn = periodEnd(localDate(anchor.at, zone), period, n);
  return { dueOn, dueAt: endOfDay(dueOn, zone) };
}

/** The update that meets period n: after its anchor, before the next period takes over, or at any time in a last one. */
function firstUpdate(anchor: Anchor, n: number, lapsesAt: Instant, run: Run, { updates }: Series) {
  const until = lapsesAt <= run.to ? lapsesAt : run.openUntil;
  return updates.find(({ at }) => (anchor.inclusive && n === 1 ? at >= anchor.at : at > anchor.at) && at < until);
}

function periodOf(
  anchor: Anchor,
  n: number,
  arisenAt: Instant,
  lapsesAt: Instant,
  met: Discharging | undefined,
  run: Run,
  series: Series,
): Owed {
  const { commitment, edition, trigger, participant } = series.claim;
  const { participantId } = participant;
  const due = dueAtOf(anchor, n, series);
  const key = [commitment.id, participantId, trigger.id, anchor.id, n].join(' ');
  const base = { key, participantId, commitment, edition, trigger, anchorId: anchor.id, period: n, arisenAt };
  const standing = { ...base, startsAt: anchor.at, limit: series.limit, ...due, changesAt: null };
  if (met) return { ...standing, settled: settledBy(met, due.dueAt) };
  if (lapsesAt <= run.to) return lapsing(standing, lapsesAt, series.now);
  return ending(standing, run, series.now);
}

function lapsing(standing: Owed, at: Instant, now: Instant): Owed {
  return at <= now ? { ...standing, lapsedAt: at } : { ...standing, changesAt: at };
}

/** The last period of a run: where the run's end replaces it, a missed one lapses and one not yet due is superseded. */
function ending(standing: Owed, { ended, openUntil }: Run, now: Instant): Owed {
  if (ended === undefined || openUntil === never) return standing;
  if (openUntil > now) return { ...standing, changesAt: openUntil };
  if (standing.dueAt! <= openUntil) return { ...standing, lapsedAt: openUntil };
  return { ...standing, settled: { as: 'superseded', at: openUntil, by: ended.by, version: ended.version } };
}
