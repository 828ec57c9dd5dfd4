import { parseDuration, type Duration, type Instant, type LocalDate } from '@kept-informed/calendar';
import { settledBy, type Claim, type Discharging, type Owed } from './claim.rules.js';
import { updatesTo } from './discharge.rules.js';
import { periodDue } from './due.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { runsOf, type Run } from './runs.rules.js';
import { never } from './span.rules.js';

/** What a period counts from: the start of a run, or the update that met the period before. */
interface Anchor {
  readonly id: string;
  readonly at: Instant;
  readonly on: LocalDate;
  /** An update at the very instant of the anchor counts for it: only of the first of a run, not of an update itself. */
  readonly inclusive: boolean;
}

interface Series {
  readonly claim: Claim;
  readonly limit: string;
  readonly period: Duration;
  readonly updates: readonly Discharging[];
  readonly reading: Reading;
}

/**
 * A recurring duty, period by period (rules.md, Recurring updates). Each update meets the current period and starts the
 * next. A period that ends without one is missed and stays current for one period more; then it lapses and the next
 * takes its place, already missed. Periods count from their anchor and are never chained.
 */
export function seriesOf(claim: Claim, reading: Reading): Owed[] {
  const { commitment, participant, trigger } = claim;
  const limit = commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;
  const inWriting = commitment.dischargedBy.some((way) => way.by === 'update' && way.inWriting);
  const updates = updatesTo(participant.participantId, inWriting, reading);
  const series = { claim, limit, period: parseDuration(limit)!, updates, reading };
  return runsOf(claim, reading).flatMap((run) => periodsOf(run, series));
}

function periodsOf(run: Run, series: Series): Owed[] {
  const found: Owed[] = [];
  const { book, now } = series.reading;
  let anchor: Anchor = { id: run.id, at: run.from, on: dateOf(run.from, book), inclusive: true };
  let period = periodAfter(anchor, 1, series);
  for (;;) {
    const { arisenAt, n, lapsesAt } = period;
    if (arisenAt > now || (n === 1 ? arisenAt >= run.to : arisenAt > run.to)) return found;
    const updates = updatesIn(period, run, series);
    found.push(periodOf(period, updates, run, series));
    const met = updates[0];
    if (met) {
      anchor = { id: met.by, at: met.at, on: dateOf(met.at, book), inclusive: false };
      period = periodAfter(anchor, 1, series);
    } else if (lapsesAt <= run.to) period = periodAfter(anchor, n + 1, series);
    else return found;
  }
}

/** The n-th period from an anchor: the first begins with it, the others at their own due time, already missed. */
interface Period {
  readonly anchor: Anchor;
  readonly n: number;
  readonly arisenAt: Instant;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  /** When the next period takes its place. */
  readonly lapsesAt: Instant;
}

function periodAfter(anchor: Anchor, n: number, { period, reading }: Series): Period {
  const { dueOn, dueAt } = periodDue(anchor.on, period, n, reading.book);
  const { dueAt: lapsesAt } = periodDue(anchor.on, period, n + 1, reading.book);
  return { anchor, n, arisenAt: n === 1 ? anchor.at : dueAt, dueOn, dueAt, lapsesAt };
}

/** The updates that could meet a period: after its anchor, before the next one takes over, or at any time in a last one. */
function updatesIn({ anchor, n, lapsesAt }: Period, run: Run, { updates }: Series): readonly Discharging[] {
  const until = lapsesAt <= run.to ? lapsesAt : run.openUntil;
  const first = updates.findIndex(({ at }) => at > anchor.at || (anchor.inclusive && n === 1 && at === anchor.at));
  if (first < 0 || updates[first]!.at >= until) return [];
  const after = updates.findIndex(({ at }, index) => index > first && at >= until);
  return updates.slice(first, after < 0 ? undefined : after);
}

function periodOf(period: Period, updates: readonly Discharging[], run: Run, series: Series): Owed {
  const { commitment, edition, trigger, participant } = series.claim;
  const { anchor, n, arisenAt, dueOn, dueAt, lapsesAt } = period;
  const { participantId } = participant;
  const { settled, lapsedAt, changesAt } = endOf(dueAt, lapsesAt, updates, run, series.reading.now);
  return {
    key: `${commitment.id} ${participantId} ${trigger.id} ${anchor.id} ${n}`,
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: anchor.id,
    period: n,
    arisenAt,
    startsAt: anchor.at,
    limit: series.limit,
    dueOn,
    dueAt,
    settled,
    lapsedAt,
    changesAt: changesAt ?? null,
    rederivedAt: undefined,
  };
}

type End = Partial<Pick<Owed, 'settled' | 'lapsedAt' | 'changesAt'>>;

function endOf(dueAt: Instant, lapsesAt: Instant, updates: readonly Discharging[], run: Run, now: Instant): End {
  if (updates.length > 0) return { settled: settledBy(updates, dueAt) };
  if (lapsesAt > run.to) return endOfLast(dueAt, run, now);
  return lapsesAt <= now ? { lapsedAt: lapsesAt } : { changesAt: lapsesAt };
}

/** The last period of a run: where the run's end replaces it, a missed one lapses and one not yet due is superseded. */
function endOfLast(dueAt: Instant, { ended, openUntil }: Run, now: Instant): End {
  if (ended === undefined || openUntil === never) return {};
  if (openUntil > now) return { changesAt: openUntil };
  if (dueAt <= openUntil) return { lapsedAt: openUntil };
  return { settled: { as: 'superseded', at: openUntil, by: ended.by, version: ended.version } };
}
