import { outcomeBy } from './recorded-late.rules.js';
import { obligationKey } from '../obligation/obligation-key.rules.js';
import type {
  ApplicableCommitment,
  DischargeCandidate,
  Ending,
  LostDischarge,
  OwedObligation,
} from './applicable-commitment.rules.js';
import { durationText, earliestOf, type Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import type { ContactSettled } from '../contact/contact.events.js';

import { type Rulebook, bookAt } from '@kept-informed/commitments';

import { applicableCommitments } from './applicable-commitments.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { countedAnew, lostOf } from './returned.rules.js';
import { discharges, lostDischarges } from './met-by.rules.js';
import { dueAgain, dueFor, isPast } from './due.rules.js';
import { keptDue } from './kept-due.rules.js';
import { settledContact } from '../contact/contact.state.js';
import { settlements } from './meaning.rules.js';
import { endingsOf, isGrounded, neverOwed, releasesOf } from './single-endings.rules.js';
import { cededTo, givenWay } from './merged.rules.js';
import { readingOf, type CaseReading } from './reading.rules.js';
import { periodsByNow } from './series.rules.js';
import { throughWishes } from './wishes.rules.js';
import { seriesAmong } from './series-of-case.rules.js';
import { clockRulings, countedBetween, extensionBy, openPause, overBy, stopsSince } from './stops.rules.js';

/** What a case owes by an instant. */
export interface OwedByNow {
  readonly items: readonly OwedObligation[];
  /** When time alone makes something owed where nothing is current: an opt-out ends, the next period begins. */
  readonly nextAt: Instant | null;
}

/** A case as it is read, what can be owed on it, and the facts that settle what no fact has settled so far. */
export interface ReadCase {
  readonly settling: readonly NewFactOf<ContactSettled>[];
  readonly claims: readonly ApplicableCommitment[];
  readonly reading: CaseReading;
}

/** Every obligation that the recorded history makes owed by `now`, from scratch, in the order of the catalogue. */
export function owed(
  state: CaseHistory,
  book: Rulebook,
  now: Instant,
  { reading, claims } = readCase(state, book, now),
): OwedByNow {
  const items: OwedObligation[] = [];
  let nextAt: Instant | null = null;
  const series = new Map(seriesAmong(claims, reading).map((one) => [one.applicable, one]));
  for (const applicable of claims) {
    const own = series.get(applicable);
    if (!own) {
      for (let claim: ApplicableCommitment | undefined = applicable; claim;) {
        const one = single(claim, reading);
        if (one) items.push(one.owed);
        nextAt = earliestOf(nextAt, one?.nextAt);
        claim = one?.anew;
      }
      continue;
    }
    const byNow = periodsByNow(own);
    items.push(...byNow.periods);
    nextAt = earliestOf(nextAt, byNow.nextAt);
  }
  return { items, nextAt };
}

/** By what is recorded and by what the force went by at an instant. */
export function readCase(state: CaseHistory, book: Rulebook, now: Instant): ReadCase {
  const terms = bookAt(book, now);
  const reading = readingOf(state, terms, now);
  const claims = applicableCommitments(reading);
  const settling = settlements(claims, reading);
  if (settling.length === 0) return { claims, settling, reading };
  return { claims, settling, reading: readingOf(settledBy(settling, state), terms, now) };
}

function settledBy(facts: ReadCase['settling'], state: CaseHistory): CaseHistory {
  const contacts = state.contacts.map((contact) =>
    facts
      .filter(({ data }) => data.contactId === contact.contactId)
      .reduce((one, { data }) => settledContact(one, data), contact),
  );
  return { ...state, contacts };
}

/** What became of something that does not recur, and what is owed anew in its place, as it was waived. */
interface SingleByNow {
  readonly owed: OwedObligation;
  readonly anew: ApplicableCommitment | undefined;
  /** When a wish not to be told ends by itself. */
  readonly nextAt: Instant | null;
}

function single(applicable: ApplicableCommitment, reading: CaseReading): SingleByNow | null {
  const { commitment, edition, trigger, participant, anewBy } = applicable;
  const { participantId } = participant;
  const { id: triggerId } = trigger;
  const anchorId = anewBy ?? triggerId;
  const arisenAt = applicable.adoptionPeriods[0]!.from;
  if (!isGrounded(applicable, arisenAt, reading)) return null;
  const releases = releasesOf(applicable, anchorId, 1, reading.state);
  const givesWay = givenWay(applicable, reading.state);
  // What the other case was told counts for what stays.
  const ceded = givesWay ?? cededTo(applicable, reading.state);
  const isOwn = ({ brought }: DischargeCandidate) => !ceded || !(brought! >= ceded.at);
  const found = discharges(applicable, reading).filter(isOwn);
  const met = found.filter(({ at }) => at <= reading.now);
  const endings = endingsOf(applicable, arisenAt, releases, reading);
  const other = firstOf(ceded ? [...endings, ceded] : endings, met);
  const lost = lostDischarges(applicable, reading).filter((one) => isOwn(one) && one.lostAt <= reading.now);
  const dueBy = (at: Instant | undefined, again: Instant | undefined) =>
    dueAsOf(at, again, { applicable, met, lost }, reading);
  const dueAtBy = (at: Instant, again: Instant | undefined) => dueBy(at, again).due.dueAt;
  const wished = throughWishes(applicable, { arisenAt, other, metAt: met[0]?.at, dueBy: dueAtBy }, reading);
  const { againAt } = wished;
  const first = wished.waived ?? other;
  const voided = givesWay ?? neverOwed(applicable, releases);
  const endedAt = earliestOf(first?.at ?? met[0]?.at, voided?.at) ?? undefined;
  const { due, owner, over, paused, extension } = dueBy(endedAt, againAt);
  if (arisenAt > applicable.arisenAt && isTooLate(arisenAt, met, due.dueAt)) return null;
  const ended = voided ?? first;
  const missed = ended?.leavesMissed === true && isPast(due.dueAt, ended.at, undefined);
  const owed = {
    key: obligationKey({ commitment: commitment.id, participantId, triggerId, anchorId, period: 1 }),
    participantId,
    commitment,
    edition,
    trigger,
    anchorId,
    period: 1,
    arisenAt,
    putRight: applicable.putRight,
    againAt,
    ...due,
    stops: countedBetween(due.startsAt, due.dueAt, over),
    extendedBy: extension && durationText(extension),
    paused: paused && isPast(due.dueAt, paused.since, undefined) ? undefined : paused,
    outcome: missed ? undefined : (ended ?? outcomeBy(met, due.dueAt)),
    endedAt,
    lapsedAt: missed ? ended.at : undefined,
    owner,
    lost: lostOf(lost),
    done: ended?.as === 'excused' ? met.find(({ at }) => at > ended.at) : undefined,
    // A letter on its way.
    changesAt: found[met.length]?.at ?? null,
  };
  const isAnew = wished.anew && !(voided && voided.at <= wished.anew.at);
  return { owed, anew: isAnew ? owedAnew(applicable, wished.anew) : undefined, nextAt: wished.nextAt };
}

/** The same promise, owed from another instant on, if the force still holds itself to it then. */
function owedAnew(
  applicable: ApplicableCommitment,
  { at, by }: { readonly at: Instant; readonly by: string },
): ApplicableCommitment | undefined {
  const adopted = applicable.adoptionPeriods.find(({ from, to }) => from <= at && at < to);
  if (!adopted) return undefined;
  return { ...applicable, arisenAt: at, startsAt: at, adoptionPeriods: [{ ...adopted, from: at }], anewBy: by };
}

/** What is owed, what met it, and what had until that came back. */
interface ClaimWithDischarges {
  readonly applicable: ApplicableCommitment;
  readonly met: readonly DischargeCandidate[];
  readonly lost: readonly LostDischarge[];
}

/** When something is due, as far as is known of its clock until it ended, owed again since some instant. */
function dueAsOf(
  endedAt: Instant | undefined,
  againAt: Instant | undefined,
  { applicable, met, lost }: ClaimWithDischarges,
  { book, state }: CaseReading,
) {
  const { stops, extensions } = clockRulings(applicable, state);
  const granted = applicable.anewBy ? extensions.filter(({ at }) => at >= applicable.arisenAt) : extensions;
  const extension = extensionBy(granted, endedAt);
  const over = overBy(stops, endedAt);
  const paused = endedAt === undefined ? openPause(stops) : undefined;
  const clock = { stops: over, pausedSince: paused?.since, extension };
  const question = { applicable, endedAt, ...clock, recorded: state.recorded, book };
  const { due: first, owner } = keptDue(question, state);
  const anew = countedAnew(lost, met, first, ({ lostAt: startsAt }) =>
    dueFor({ ...question, applicable: { ...applicable, startsAt }, stops: stopsSince(startsAt, over) }),
  );
  const due = anew ?? first;
  return { due: againAt === undefined ? due : dueAgain(due, againAt, question), owner, over, paused, extension };
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
