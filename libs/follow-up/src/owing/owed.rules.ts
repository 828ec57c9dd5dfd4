import { outcomeBy } from './recorded-late.rules.js';
import { obligationKey } from '../obligation/obligation-key.rules.js';
import type { ApplicableCommitment, DischargeCandidate, OwedObligation } from './applicable-commitment.rules.js';
import { durationText, earliestOf, type Instant } from '@kept-informed/calendar';

import { type Rulebook, bookAt } from '@kept-informed/commitments';

import { applicableCommitments } from './applicable-commitments.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { discharges } from './met-by.rules.js';
import type { KeptObligation } from '../case/case.events.js';
import { dueFor, isPast, type DueForClaim } from './due.rules.js';
import { meaningsOf } from './meaning.rules.js';
import { endingsOf, isGrounded, neverOwed, releasesOf, type Ending } from './single-endings.rules.js';
import { readingOf, type CaseReading } from './reading.rules.js';
import { periodsByNow } from './series.rules.js';
import { seriesAmong } from './series-of-case.rules.js';
import { clockRulings, countedBetween, extensionBy, openPause, overBy } from './stops.rules.js';

/** What a case owes by an instant. */
export interface OwedByNow {
  readonly items: readonly OwedObligation[];
  /** When time alone makes something owed where nothing is current: an opt-out ends, the next period begins. */
  readonly nextAt: Instant | null;
}

/** Every obligation that the recorded history makes owed by `now`, from scratch, in the order of the catalogue. */
export function owed(state: CaseHistory, book: Rulebook, now: Instant): OwedByNow {
  const { reading, claims } = claimsOf(state, bookAt(book, now), now);
  const items: OwedObligation[] = [];
  let nextAt: Instant | null = null;
  const series = new Map(seriesAmong(claims, reading).map((one) => [one.applicable, one]));
  for (const applicable of claims) {
    const own = series.get(applicable);
    if (!own) {
      const one = single(applicable, reading);
      if (one) items.push(one);
      continue;
    }
    const byNow = periodsByNow(own);
    items.push(...byNow.periods);
    nextAt = earliestOf(nextAt, byNow.nextAt);
  }
  return { items, nextAt };
}

/** What can be owed by an instant, and the case as it is read with what each contact means. */
export function claimsOf(
  state: CaseHistory,
  book: Rulebook,
  now: Instant,
): { readonly claims: readonly ApplicableCommitment[]; readonly reading: CaseReading } {
  const heard = readingOf(state, book, now);
  const claims = applicableCommitments(heard);
  return { claims, reading: { ...heard, meanings: meaningsOf(claims, heard) } };
}

function single(applicable: ApplicableCommitment, reading: CaseReading): OwedObligation | null {
  const { commitment, edition, trigger, participant } = applicable;
  const { participantId } = participant;
  const { id: triggerId } = trigger;
  const arisenAt = applicable.adoptionPeriods[0]!.from;
  if (!isGrounded(applicable, arisenAt, reading.state)) return null;
  const releases = releasesOf(applicable, triggerId, 1, reading.state);
  const found = discharges(applicable, reading);
  const met = found.filter(({ at }) => at <= reading.now);
  const first = firstOf(endingsOf(applicable, arisenAt, releases, reading), met);
  const voided = neverOwed(applicable, releases);
  const endedAt = earliestOf(first?.at ?? met[0]?.at, voided?.at) ?? undefined;
  const { stops, extensions } = clockRulings(applicable, reading.state);
  const extension = extensionBy(extensions, endedAt);
  const over = overBy(stops, endedAt);
  const paused = endedAt === undefined ? openPause(stops) : undefined;
  const { book, state } = reading;
  const clock = { stops: over, pausedSince: paused?.since, extension };
  const { due, owner } = keptDue(
    dueFor({ applicable, endedAt, ...clock, recorded: state.recorded, book }),
    applicable,
    state,
  );
  if (arisenAt > applicable.arisenAt && isTooLate(arisenAt, met, due.dueAt)) return null;
  const ended = voided ?? first;
  const missed = ended?.leavesMissed === true && isPast(due.dueAt, ended.at, undefined);
  return {
    key: obligationKey({ commitment: commitment.id, participantId, triggerId, anchorId: triggerId, period: 1 }),
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: triggerId,
    period: 1,
    arisenAt,
    ...due,
    stops: countedBetween(due.startsAt, due.dueAt, over),
    extendedBy: extension && durationText(extension),
    paused: paused && isPast(due.dueAt, paused.since, undefined) ? undefined : paused,
    outcome: missed ? undefined : (ended ?? outcomeBy(met, due.dueAt)),
    endedAt,
    lapsedAt: missed ? ended.at : undefined,
    owner,
    // A letter on its way.
    changesAt: found[met.length]?.at ?? null,
  };
}

/** Due as it was in the case that was merged into this one, unless the entitlement that holds since makes it earlier. */
function keptDue(
  due: DueForClaim,
  { commitment, participant: { participantId }, trigger }: ApplicableCommitment,
  { absorbed }: CaseHistory,
): { due: DueForClaim; owner?: KeptObligation['owner'] } {
  for (const { at, kept } of absorbed) {
    const one = kept.find(
      (obligation) =>
        obligation.commitment === commitment.id &&
        obligation.participantId === participantId &&
        obligation.triggerId === trigger.id,
    );
    if (!one) continue;
    const { dueOn, dueAt, owner } = one;
    const isSooner = due.dueAt !== null && dueAt !== null && due.dueAt < dueAt;
    if (isSooner && due.rederivedAt !== undefined && due.rederivedAt >= at && dueAt > at) return { due, owner };
    return { due: { ...due, dueOn, dueAt, rederivedAt: undefined }, owner };
  }
  return { due };
}

/** The first thing that ended it; none where it was met before or at the same instant. */
function firstOf(endings: readonly Ending[], met: readonly DischargeCandidate[]): Ending | undefined {
  if (endings.length === 0) return undefined;
  const first = endings.reduce((one, other) => (other.at < one.at ? other : one));
  const metAt = met[0]?.at;
  return metAt !== undefined && metAt <= first.at ? undefined : first;
}

/** Adopted only after it arose: what was met or due by then is not owed in hindsight. */
function isTooLate(adoptedAt: Instant, met: readonly DischargeCandidate[], dueAt: Instant | null): boolean {
  return (met.length > 0 && met[0]!.at < adoptedAt) || (dueAt !== null && dueAt <= adoptedAt);
}
