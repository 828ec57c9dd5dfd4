import {
  addHours,
  addWorkingDays,
  atLocalTime,
  endOfDay,
  localDate,
  parseDuration,
  startOfDay,
  type Instant,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '@kept-informed/calendar';
import type { CaseArea, Rulebook, Recipient, Terms } from '@kept-informed/commitments';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { Rung } from '../obligation/obligation.events.js';

const defaultTime = '09:00';

/**
 * The ladder of one due date, in order of time (rules.md, Alert ladder). For a limit in hours a rung before is due a
 * quarter of the limit earlier for each day, and those after keep its time of day.
 */
export function ladder(
  due: { dueOn: LocalDate; dueAt: Instant; limit: string },
  { ladder: steps, calendar }: Terms,
  zone: Zone,
): Rung[] {
  const { dueOn, dueAt, limit } = due;
  const hours = hoursOf(limit);
  const before = (days: number, time: LocalTime): Instant =>
    hours === null
      ? atLocalTime(addWorkingDays(dueOn, -days, calendar), time, zone)
      : addHours(dueAt, (-hours / 4) * days);
  const after = (days: number): Instant =>
    hours === null
      ? endOfDay(addWorkingDays(dueOn, days, calendar), zone)
      : atTimeOfDay(addWorkingDays(localDate(dueAt, zone), days, calendar), dueAt, zone);
  return steps
    .map(({ rung, days, time = defaultTime }) => {
      if (days === 0) return { rung, at: dueAt };
      return { rung, at: days < 0 ? before(-days, time) : after(days) };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
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

/** The ladder of an obligation; none without a due date. */
export function ladderOf(
  { dueOn, dueAt, limit, terms }: Pick<OwedObligation, 'dueOn' | 'dueAt' | 'limit' | 'terms'>,
  { zone }: Rulebook,
): readonly Rung[] {
  return dueOn && dueAt && limit ? ladder({ dueOn, dueAt, limit }, terms, zone) : [];
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
