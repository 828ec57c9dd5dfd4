import {
  addDays,
  dueOnly,
  durationText,
  endOfDay,
  isWorkingDay,
  parseDuration,
  startOfDay,
  type CalendarVersion,
  type Duration,
  type Instant,
  type LocalDate,
} from '@kept-informed/calendar';
import {
  countedBy,
  countingBy,
  type Commitment,
  presuming,
  type Rulebook,
  reachingAfter,
  termsAt,
  unitUnder,
  type Terms,
} from '@kept-informed/commitments';
import type { ApplicableCommitment, Rederivation } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import type { ClockStop } from '../obligation/obligation.events.js';
import { entitlementOf, type Enhancement } from './enhancement.rules.js';
import { dateOf } from './reading.rules.js';
import { remembered, type KnownDue } from './known-dues.rules.js';
import { overBy } from './stops.rules.js';

/** When a duty falls due, the limit that decided it, and the assessment that last moved it. */
export interface DueForClaim {
  readonly limit: string | null;
  readonly unit: Commitment['unit'];
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly startsAt: Instant;
  readonly terms: Terms;
  /** That it was counted by, where another than that of the terms: theirs lacked a year. */
  readonly calendar?: CalendarVersion;
  /** It has no due date yet: the holidays of this year are missing. */
  readonly awaits?: number;
  /** Where it has none yet: the earliest that it can have. */
  readonly earliest?: { readonly dueOn: LocalDate; readonly dueAt: Instant };
  readonly rederived?: Rederivation;
}

/** What the due date of a duty that does not recur is asked for with. */
export interface DueQuestion {
  readonly applicable: ApplicableCommitment;
  /** When it was met or otherwise ended; what happened from then on moves nothing. */
  readonly endedAt: Instant | undefined;
  /** What they take out is known. */
  readonly stops: readonly ClockStop[];
  readonly pausedSince: Instant | undefined;
  readonly extension: Duration | undefined;
  /** When each fact of the case was recorded, by its version. */
  readonly recorded: CaseHistory['recorded'];
  readonly book: Rulebook;
}

/** A limit that runs from an instant. The earliest of a duty's clocks decides. */
interface LimitClock {
  readonly from: Instant;
  readonly limit: string;
  readonly rederived?: Rederivation;
  /** It became a shorter one when this was recorded: it never ends before the working day after that is over. */
  readonly shortenedAt?: Instant;
  /** What stopped before this is in what was left. */
  readonly stoppedFrom?: Instant;
}

/** Counted by a limit; without a due date it awaits a calendar. */
type LimitedDue = DueForClaim & {
  readonly limit: string;
  /** That it was counted by; where new terms left it alone it is not theirs. */
  readonly calendar: CalendarVersion;
  readonly clock: LimitClock;
};
type DatedDue = LimitedDue & { readonly dueOn: LocalDate; readonly dueAt: Instant };

const isDated = (due: LimitedDue): due is DatedDue => due.dueAt !== null;

/** What awaits a calendar is due in the year that is missing or later, and so after all that is dated. */
const isSooner = (one: LimitedDue, other: LimitedDue): boolean =>
  isDated(one) && (!isDated(other) || one.dueAt < other.dueAt);

/**
 * When a duty that does not recur falls due. A participant who becomes enhanced while it is open is owed it by the
 * earlier of the old due date and the enhanced limit counted from the assessment, but never before the end of the working
 * day after that was recorded; a downgrade changes nothing that is running (rules.md, Entitlement). Terms activated while it is open and not yet due count it as far as they reach
 * (docs/decisions/0007).
 */
export function dueFor(question: DueQuestion): DueForClaim {
  const { applicable, book, stops, pausedSince, extension } = question;
  if (stops.length > 0 || pausedSince !== undefined || extension !== undefined) return workedOut(question).due;
  const before = undisturbed.get(applicable);
  if (before?.book === book) return before.due;
  const { due, moves } = workedOut(question);
  if (moves.length === 0) undisturbed.set(applicable, { book, due });
  return due;
}

/** Of what nothing moves, for as long as the case is shaped as it is. */
const undisturbed = new WeakMap<ApplicableCommitment, { readonly book: Rulebook; readonly due: DueForClaim }>();

function workedOut(question: DueQuestion): { readonly due: DueForClaim; readonly moves: readonly DueMove[] } {
  const { applicable, endedAt, book } = question;
  const { commitment, startsAt } = applicable;
  const known = entitlementOf(applicable, question.recorded);
  const moves = movesOf(known.enhancements, question);
  const enhanced = commitment.enhancedLimit ?? commitment.limit;
  const limit = known.enhanced ? enhanced : commitment.limit;
  const terms = termsAt(book, begins(applicable));
  if (limit === null) return { due: { ...undated, unit: commitment.unit, startsAt, terms }, moves };
  const clocks: LimitClock[] = [{ from: startsAt, limit: longer(limit, question) }];
  let due = earliest(clocks, terms, question);
  for (const move of moves) {
    if (endedAt !== undefined && move.at >= endedAt) break;
    if ('terms' in move) {
      if (isPast(due.dueAt, move.at, question.pausedSince) || isOver(move.terms, due)) continue;
      due = dueUnder(move.terms, due, clocks, question);
    } else if (enhanced !== null) {
      const { at: shortenedAt, from, rederived } = move;
      const clock = { from, limit: longer(enhanced, question), rederived, shortenedAt };
      const sooner = earliest([clock], due.terms, question);
      clocks.push(clock);
      if (isSooner(sooner, due)) due = sooner;
    }
  }
  return { due, moves };
}

const undated = { limit: null, dueOn: null, dueAt: null };

type DueMove = Enhancement | { readonly at: Instant; readonly terms: Terms };

/** What can move a due date once it is known, in order of time. */
function movesOf(enhancements: readonly Enhancement[], { applicable, book }: DueQuestion): readonly DueMove[] {
  const later = reachingAfter(book, begins(applicable)).map((terms) => ({ at: terms.from, terms }));
  return later.length === 0 ? enhancements : [...enhancements, ...later].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** When it began to be owed, or the activation of the terms that adopted it later: their way of counting is its first. */
function begins({ arisenAt, adoptionPeriods }: ApplicableCommitment): Instant {
  const { from } = adoptionPeriods[0]!;
  return from > arisenAt ? from : arisenAt;
}

/**
 * Owed again after a wish not to be told has ended: due no earlier than the end of the working day after (rules.md, Opting
 * back in). What has no limit still has none.
 */
export function dueAgain(due: DueForClaim, from: Instant, question: DueQuestion): DueForClaim {
  const { dueAt, terms } = due;
  if (dueAt === null) return due;
  const atLeast = dated({ limit: 'P1D', unit: 'working', startsAt: from }, { from, limit: 'P1D' }, terms, question);
  return atLeast.dueAt === null || atLeast.dueAt > dueAt ? atLeast : due;
}

/** At an instant it was due already, unless its clock has stood still since before that. */
export function isPast(dueAt: Instant | null, at: Instant, pausedSince: Instant | undefined): boolean {
  return dueAt !== null && dueAt <= at && !(pausedSince !== undefined && pausedSince < dueAt);
}

/** Of what is due by the date from which the time that is left counts on, nothing is left then. */
function isOver({ reach }: Terms, { dueOn }: LimitedDue): boolean {
  return reach.to === 'time-left' && dueOn !== null && dueOn <= reach.on;
}

/** What was due by some clocks and is due under new terms: counted again from its start, or what was left counted on. */
function dueUnder(next: Terms, due: LimitedDue, clocks: readonly LimitClock[], question: DueQuestion): LimitedDue {
  const { reach } = next;
  if (reach.to !== 'time-left' || !isDated(due)) return earliest(clocks, next, question);
  if (!leavesTime(next, due, question)) return { ...due, terms: next };
  return counted(remaining(reach.on, due, question), next, question);
}

/** Only where days are counted otherwise from now on. */
function leavesTime(next: Terms, { unit, calendar }: DatedDue, { applicable }: DueQuestion): boolean {
  if (unit === 'elapsed') return false;
  const counts = unitUnder(applicable.commitment, next);
  const rolls = applicable.commitment.conventions?.includes('roll-forward');
  return counts !== unit || ((counts === 'working' || rolls === true) && next.calendar.id !== calendar.id);
}

/**
 * A clock of as many days as are left after a date, of the kind that were counted until then. What stopped it by the end
 * of that date is in what was left, what stops it later moves what runs on.
 */
function remaining(on: LocalDate, due: DatedDue, question: DueQuestion): LimitClock {
  const { unit, calendar, rederived, terms, clock } = due;
  const { zone } = question.book;
  const ends = endOfDay(on, zone);
  const stops = overBy(question.stops, ends).filter(({ from }) => from < ends);
  const { dueOn } = counted(clock, terms, { ...question, stops });
  let left = 0;
  // Without later stops it is due no later than what is dated.
  for (let date = addDays(on, 1); date <= dueOn!; date = addDays(date, 1))
    if (unit !== 'working' || isWorkingDay(date, calendar)) left += 1;
  return { from: startOfDay(on, zone), limit: `P${left}D`, rederived, stoppedFrom: ends };
}

function earliest(clocks: readonly LimitClock[], terms: Terms, question: DueQuestion): LimitedDue {
  return clocks
    .map((clock) => counted(clock, terms, question))
    .reduce((first, next) => (isSooner(next, first) ? next : first));
}

function counted(clock: LimitClock, terms: Terms, question: DueQuestion): LimitedDue {
  const { limit, from, shortenedAt } = clock;
  const { commitment } = question.applicable;
  const unit = unitUnder(commitment, terms);
  // Of what was left on a date the next one is the first.
  const conventions = commitment.conventions?.filter((one) => clock.stoppedFrom === undefined || one !== 'begins-with');
  const due = { ...dated({ limit, unit, startsAt: from, conventions }, clock, terms, question), clock };
  if (shortenedAt === undefined) return due;
  const atLeast = { ...dated({ limit: 'P1D', unit: 'working', startsAt: shortenedAt }, clock, terms, question), clock };
  return isSooner(due, atLeast) ? atLeast : due;
}

/** What a limit is counted from, in which days and how. */
interface Count extends Pick<Commitment, 'unit' | 'conventions'> {
  readonly limit: string;
  readonly startsAt: Instant;
}

function dated(
  { limit, unit, startsAt, conventions = [] }: Count,
  { stoppedFrom, rederived }: LimitClock,
  terms: Terms,
  { stops, book }: DueQuestion,
): Omit<LimitedDue, 'clock'> {
  const from = unit === 'elapsed' ? startsAt : dateOf(startsAt, book);
  const counts = countingBy(conventions);
  const uncached = (calendar: CalendarVersion) =>
    dueOnly({ from: startsAt, limit, unit, ...counts, calendar, zone: book.zone, stops, stoppedFrom });
  const by = (calendar: CalendarVersion): KnownDue =>
    stops.length > 0
      ? uncached(calendar)
      : remembered(`${from} ${limit} ${unit} ${calendar.id} ${conventions.join()}`, book, () => uncached(calendar));
  const due = countedBy(terms, book, by);
  const about = { limit, unit, startsAt, terms, rederived };
  if ('value' in due) return { ...about, ...due.value, calendar: due.calendar };
  const { calendar } = terms;
  return { ...about, dueOn: null, dueAt: null, calendar, awaits: due.awaits, earliest: uncached(presuming(calendar)) };
}

/** A limit with its extension, which is in the same unit. */
function longer(limit: string, { extension }: DueQuestion): string {
  if (!extension) return limit;
  return durationText({ unit: extension.unit, count: parseDuration(limit)!.count + extension.count });
}
