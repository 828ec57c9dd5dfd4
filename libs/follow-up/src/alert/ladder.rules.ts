import {
  addHours,
  addWorkingDays,
  atLocalTime,
  endOfDay,
  localDate,
  parseDuration,
  startOfDay,
  type CalendarVersion,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import {
  countedBy,
  presuming,
  type CaseArea,
  type Commitment,
  type LadderStep,
  type Recipient,
  type Rulebook,
  type Terms,
} from '@kept-informed/commitments';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { Rung } from '../obligation/obligation.events.js';

const defaultTime = '09:00';

/** A ladder as far as the holidays that it needs are known. */
export interface KnownLadder {
  /** In order of time. */
  readonly rungs: readonly Rung[];
  /** A rung waits by itself for the holidays of this year. */
  readonly awaits?: number;
}

/** What has a due time and goes by some terms. */
export interface LadderDue {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  readonly limit: string;
  readonly terms: Terms;
}

/**
 * The ladder of one due date (rules.md, Alert ladder). For a limit in hours a rung before is due a quarter of the limit
 * earlier for each day, and those after keep its time of day.
 */
export function ladder(due: LadderDue, book: Rulebook): KnownLadder {
  const { terms } = due;
  const rungs: Rung[] = [];
  let awaits: number | undefined;
  for (const step of terms.ladder) {
    const at = countedBy(terms, book, (calendar) => atStep(step, due, calendar, book.zone));
    if ('value' in at) rungs.push({ rung: step.rung, at: at.value });
    else awaits ??= at.awaits;
  }
  rungs.sort((a, b) => (a.at < b.at ? -1 : 1));
  return { rungs, ...(awaits !== undefined && { awaits }) };
}

function atStep(
  { days, time = defaultTime }: LadderStep,
  { dueOn, dueAt, limit }: LadderDue,
  calendar: CalendarVersion,
  zone: Zone,
): Instant {
  if (days === 0) return dueAt;
  const hours = hoursOf(limit);
  if (days < 0)
    return hours === null
      ? atLocalTime(addWorkingDays(dueOn, days, calendar), time, zone)
      : addHours(dueAt, (hours / 4) * days);
  return hours === null
    ? endOfDay(addWorkingDays(dueOn, days, calendar), zone)
    : atTimeOfDay(addWorkingDays(localDate(dueAt, zone), days, calendar), dueAt, zone);
}

/** The instant on a date at which clocks show what they showed at another instant, also where that day had 23 hours. */
function atTimeOfDay(date: LocalDate, like: Instant, zone: Zone): Instant {
  const day = localDate(like, zone);
  const fromStart = Date.parse(like) - Date.parse(startOfDay(day, zone));
  const fromEnd = dayMs - (Date.parse(endOfDay(day, zone)) - Date.parse(like));
  const shown = fromEnd >= 0 && clockAt(day, fromEnd, zone) === like ? fromEnd : fromStart;
  return clockAt(date, shown, zone);
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

function clockAt(date: LocalDate, ms: number, zone: Zone): Instant {
  const time = new Date(Math.min(ms, dayMs - 1)).toISOString().slice(11, 16);
  return addHours(atLocalTime(date, time, zone), (ms % minuteMs) / 3_600_000);
}

function hoursOf(limit: string): number | null {
  const duration = parseDuration(limit);
  return duration?.unit === 'hours' ? duration.count : null;
}

/**
 * The ladder of an obligation. What awaits a calendar is warned of by the earliest date that it can have, and never as
 * missed (rules.md, Missing holidays).
 */
export function ladderOf(
  { dueOn, dueAt, limit, terms, awaits, earliest }: OwedObligation,
  book: Rulebook,
): KnownLadder {
  if (limit === null) return noLadder;
  if (dueOn !== null && dueAt !== null) return ladder({ dueOn, dueAt, limit, terms }, book);
  if (awaits === undefined) return noLadder;
  const { ladder: steps, calendar } = terms;
  const before = { ...terms, calendar: presuming(calendar), ladder: steps.filter(({ days }) => days < 0) };
  return { ...ladder({ ...earliest!, limit, terms: before }, book), awaits };
}

const noLadder: KnownLadder = { rungs: [] };

/**
 * Who sees to what a promise makes owed: of one that binds another body alone the post that the force file names for it, and
 * otherwise the owner of the case (rules.md, Other bodies).
 */
export function seesTo(
  { bodies }: Pick<Commitment, 'bodies'>,
  owner: string | undefined,
  { answerable }: Rulebook,
): string | undefined {
  const others = bodies.filter((body) => body !== 'force');
  if (others.length < bodies.length) return owner;
  return others.map((body) => answerable.postFor(body)).find((post) => post !== null) ?? owner;
}

/**
 * Who is told at an instant of a rung that goes to the owner, their supervisor, the inspector of the area or the
 * performance unit. Without an owner the supervisor of the area; where nobody is there, or nobody but the owner, the next
 * one up.
 */
export function recipientOf(
  to: Recipient,
  { owner, area }: { readonly owner: string | undefined; readonly area: CaseArea | undefined },
  { answerable }: Rulebook,
  now: Instant,
): string {
  const above = (id: string | null): string | null => (id === owner ? null : id);
  const supervisor = () =>
    owner ? above(answerable.supervisorOf(owner, now)) : answerable.supervisorOfArea(area, now);
  const inspector = () => above(answerable.inspectorOf(area, now)) ?? answerable.performanceUnit(now);
  switch (to) {
    case 'owner':
      return (owner && answerable.standInFor(owner, now)) ?? supervisor() ?? inspector();
    case 'supervisor':
      return supervisor() ?? inspector();
    case 'inspector':
      return inspector();
    case 'performance-unit':
      return answerable.performanceUnit(now);
  }
}
