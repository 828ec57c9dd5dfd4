import { durationText, type Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { bookAt } from '../commitment/terms.rules.js';
import { keyOf } from '../ids.rules.js';
import { settledBy, type Claim, type Discharging, type Owed } from './claim.rules.js';
import { claimsOf } from './claims.rules.js';
import { discharges } from './discharge.rules.js';
import { dueFor, isPast } from './due.rules.js';
import { endingsOf, isGrounded, neverOwed, releasesOf, type Ending } from './endings.rules.js';
import { readingOf, type Reading } from './reading.rules.js';
import { seriesOf } from './series.rules.js';
import { clockRulings, countedBetween, extensionBy, openPause, overBy } from './stops.rules.js';

/** What a case owes by an instant. */
export interface OwedByNow {
  readonly items: readonly Owed[];
  /** When time alone makes something owed where nothing is current: an opt-out ends, the next period begins. */
  readonly nextAt: Instant | null;
}

/** Every obligation that the recorded history makes owed by `now`, from scratch, in the order of the catalogue. */
export function owed(state: Case, book: Rulebook, now: Instant): OwedByNow {
  const reading = readingOf(state, bookAt(book, now), now);
  const items: Owed[] = [];
  let nextAt: Instant | null = null;
  for (const claim of claimsOf(reading)) {
    if (claim.commitment.recurs === 'no') {
      const one = single(claim, reading);
      if (one) items.push(one);
      continue;
    }
    const series = seriesOf(claim, reading);
    items.push(...series.periods);
    if (series.nextAt !== null && (nextAt === null || series.nextAt < nextAt)) nextAt = series.nextAt;
  }
  return { items, nextAt };
}

function single(claim: Claim, reading: Reading): Owed | null {
  const { commitment, edition, trigger, participant } = claim;
  const { participantId } = participant;
  const arisenAt = claim.spells[0]!.from;
  if (!isGrounded(claim, arisenAt, reading.state)) return null;
  const releases = releasesOf(claim, trigger.id, 1, reading.state);
  const met = discharges(claim, reading);
  const first = firstOf(endingsOf(claim, arisenAt, releases, reading), met);
  const voided = neverOwed(claim, releases);
  const endedAt = earliestOf(first?.at ?? met[0]?.at, voided?.at);
  const { stops, extensions } = clockRulings(claim, reading.state);
  const extension = extensionBy(extensions, endedAt);
  const over = overBy(stops, endedAt);
  const paused = endedAt === undefined ? openPause(stops) : undefined;
  const due = dueFor({ claim, endedAt, stops: over, pausedSince: paused?.since, extension, book: reading.book });
  if (arisenAt > claim.arisenAt && isTooLate(arisenAt, met, due.dueAt)) return null;
  const ended = voided ?? first;
  const missed = ended?.leavesMissed === true && isPast(due.dueAt, ended.at, undefined);
  return {
    key: keyOf({ commitment: commitment.id, participantId, triggerId: trigger.id }),
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: trigger.id,
    period: 1,
    arisenAt,
    ...due,
    stops: countedBetween(due.startsAt, due.dueAt, over),
    extendedBy: extension && durationText(extension),
    paused: paused && isPast(due.dueAt, paused.since, undefined) ? undefined : paused,
    settled: missed ? undefined : (ended ?? settledBy(met, due.dueAt)),
    endedAt,
    lapsedAt: missed ? ended.at : undefined,
    changesAt: null,
  };
}

const earliestOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

/** The first thing that ended it; none where it was met before or at the same instant. */
function firstOf(endings: readonly Ending[], met: readonly Discharging[]): Ending | undefined {
  if (endings.length === 0) return undefined;
  const first = endings.reduce((one, other) => (other.at < one.at ? other : one));
  const metAt = met[0]?.at;
  return metAt !== undefined && metAt <= first.at ? undefined : first;
}

/** Adopted only after it arose: what was met or due by then is not owed in hindsight. */
function isTooLate(adoptedAt: Instant, met: readonly Discharging[], dueAt: Instant | null): boolean {
  return (met.length > 0 && met[0]!.at < adoptedAt) || (dueAt !== null && dueAt <= adoptedAt);
}
