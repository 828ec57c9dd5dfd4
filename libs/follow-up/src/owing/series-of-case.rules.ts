import { endOfDay, parseDuration, periodEnd, type Duration, type Instant } from '@kept-informed/calendar';
import type { Closure } from '../case/case.state.js';
import type { ClockStop } from '../obligation/obligation.events.js';
import type { ApplicableCommitment, DischargeCandidate, LostDischarge } from './applicable-commitment.rules.js';
import { lostDischarges, updatesFor } from './met-by.rules.js';
import type { KnownDue } from './known-dues.rules.js';
import { periodDue, type Anchor } from './period-due.rules.js';
import { broughtSeries, countsFor, type BroughtSeries } from './merged.rules.js';
import { dateOf, type CaseReading } from './reading.rules.js';
import { clockRulings, overBy } from './stops.rules.js';

/** A recurring duty of a case: how often, what meets it, and while its clock stood still. */
export interface Series {
  readonly applicable: ApplicableCommitment;
  readonly limit: string;
  readonly period: Duration;
  readonly updates: readonly DischargeCandidate[];
  /** Those that came back, in the order in which that was known. */
  readonly lost: readonly LostDischarge[];
  /** Earliest first; one that still lasts ends at `never`. */
  readonly stops: readonly ClockStop[];
  /** While its case was closed, where that was for less than a period. */
  readonly closed: readonly ClockStop[];
  /** Where it was, in a case that was merged into this one. */
  readonly brought: BroughtSeries | undefined;
  readonly reading: CaseReading;
  /** Every series of the case, this one included. */
  readonly all: readonly Series[];
}

/** The recurring ones of what is owed on a case. */
export function seriesAmong(owed: readonly ApplicableCommitment[], reading: CaseReading): readonly Series[] {
  const all: Series[] = [];
  for (const applicable of owed) {
    const { commitment, trigger } = applicable;
    if (commitment.recurs === 'no') continue;
    const limit = commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;
    const period = parseDuration(limit)!;
    const { state } = reading;
    const counts = countsFor(applicable, state);
    const updates = updatesFor(applicable, reading, counts);
    const lost = lostDischarges(applicable, reading, counts);
    const brought = broughtSeries(applicable, state);
    const { stops } = clockRulings(applicable, state);
    const closed = brought ? closedSince(brought, period, reading) : closedFor(period, reading);
    all.push({ applicable, limit, period, updates, lost, stops, closed, brought, reading, all });
  }
  return all;
}

function closedFor(period: Duration, reading: CaseReading): ClockStop[] {
  return reading.state.closures
    .filter((closure) => isPause(closure, period, reading))
    .map(({ closureId, at, reopened }) => ({
      pauseId: closureId,
      reason: 'case-closed',
      from: at,
      to: reopened!.at,
    }));
}

/** While the case that it comes from was closed, and this one since. */
function closedSince({ place, at }: BroughtSeries, period: Duration, reading: CaseReading): ClockStop[] {
  return [...place.closed, ...closedFor(period, reading).filter(({ from }) => from >= at)];
}

/** Reopened within one period of closing it was a pause; one cancelled or transferred begins anew (rules.md, Restarts). */
export function isPause(
  { at, reason, isTransfer, reopened }: Closure,
  period: Duration,
  { book }: CaseReading,
): boolean {
  if (reason === 'cancelled' || isTransfer || !reopened) return false;
  return reopened.at < endOfDay(periodEnd(dateOf(at, book), period, 1), book.zone);
}

interface DueInSeries extends KnownDue {
  /** What moved it. */
  readonly stops: readonly ClockStop[];
}

/**
 * When the n-th period from an anchor is due, as far as its pauses are known until it ended. Current `since` before its case
 * was closed, and due before that was opened again, it was missed, and what is missed cannot be paused.
 */
export function dueIn(
  { period, stops: ruled, closed, reading: { book } }: Series,
  anchor: Anchor,
  n: number,
  { endedAt, since }: { readonly endedAt?: Instant; readonly since?: Instant } = {},
): DueInSeries {
  const stops = [...overBy(ruled, endedAt)];
  for (const closure of overBy(closed, endedAt)) {
    const isCurrent = since !== undefined && since <= closure.from;
    if (!isCurrent || periodDue({ anchor, period, n }, stops, book).dueAt > closure.to) stops.push(closure);
  }
  return { ...periodDue({ anchor, period, n }, stops, book), stops };
}
