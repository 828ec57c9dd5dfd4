import {
  addHours,
  addWorkingDays,
  atLocalTime,
  endOfDay,
  localDate,
  parseDuration,
  previousWorkingDay,
  startOfDay,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import type { Area, Rulebook } from '../commitment/rulebook.rules.js';
import type { Rung } from '../obligation/obligation.events.js';

const escalatedAfter = 2;
const unresolvedAfter = 5;
const dueSoonAt = '09:00';

/**
 * The default ladder of one due date, in order of time (rules.md, Alert ladder). A limit in hours warns a quarter of the
 * limit before it ends, and keeps its time of day on the later rungs.
 */
export function ladder(due: { dueOn: LocalDate; dueAt: Instant; limit: string }, { calendar, zone }: Rulebook): Rung[] {
  const { dueOn, dueAt, limit } = due;
  const hours = hoursOf(limit);
  const after = (days: number): Instant =>
    hours === null
      ? endOfDay(addWorkingDays(dueOn, days, calendar), zone)
      : atTimeOfDay(addWorkingDays(localDate(dueAt, zone), days, calendar), dueAt, zone);
  const soon =
    hours === null ? atLocalTime(previousWorkingDay(dueOn, calendar), dueSoonAt, zone) : addHours(dueAt, -hours / 4);
  return [
    { rung: 'due-soon', at: soon },
    { rung: 'missed', at: dueAt },
    { rung: 'escalated', at: after(escalatedAfter) },
    { rung: 'unresolved', at: after(unresolvedAfter) },
  ];
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
 * Who is told of a rung: the owner, their supervisor, the inspector of the area, the performance unit. Without an owner
 * the supervisor of the area; where the directory names nobody, or nobody but the owner, the next one up.
 */
export function recipientOf(
  rung: string,
  owner: string | undefined,
  area: Area | undefined,
  { answerable }: Rulebook,
): string {
  const above = (id: string | null): string | null => (id === owner ? null : id);
  const supervisor = () => (owner ? above(answerable.supervisorOf(owner)) : answerable.supervisorOfArea(area));
  const inspector = () => above(answerable.inspectorOf(area)) ?? answerable.performanceUnit();
  if (rung === 'due-soon') return owner ?? supervisor() ?? inspector();
  if (rung === 'missed') return supervisor() ?? inspector();
  return rung === 'escalated' ? inspector() : answerable.performanceUnit();
}
