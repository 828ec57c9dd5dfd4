import {
  addHours,
  addWorkingDays,
  atLocalTime,
  endOfDay,
  localDate,
  parseDuration,
  previousWorkingDay,
  type Instant,
  type LocalDate,
} from '@kept-informed/calendar';
import type { Area } from '../case/case.events.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';

/** A rung with the instant at which it is due. */
interface Rung {
  readonly rung: string;
  readonly at: Instant;
}

const escalatedAfter = 2;
const unresolvedAfter = 5;
const dueSoonAt = '09:00';

/**
 * The default ladder of one due date, in order of time (rules.md, Alert ladder). A limit in hours warns a quarter of the
 * limit before it ends, and keeps its time of day on the later rungs.
 */
export function ladder(due: { dueOn: LocalDate; dueAt: Instant; limit: string }, book: Rulebook): Rung[] {
  const { calendar, zone } = book;
  const hours = hoursOf(due.limit);
  const after = (days: number): Instant => {
    if (hours === null) return endOfDay(addWorkingDays(due.dueOn, days, calendar), zone);
    const elapsed = Date.parse(due.dueAt) - Date.parse(atLocalTime(localDate(due.dueAt, zone), '00:00', zone));
    const day = atLocalTime(addWorkingDays(localDate(due.dueAt, zone), days, calendar), '00:00', zone);
    return addHours(day, elapsed / 3_600_000);
  };
  const soon =
    hours === null
      ? atLocalTime(previousWorkingDay(due.dueOn, calendar), dueSoonAt, zone)
      : addHours(due.dueAt, -hours / 4);
  return [
    { rung: 'due-soon', at: soon },
    { rung: 'missed', at: due.dueAt },
    { rung: 'escalated', at: after(escalatedAfter) },
    { rung: 'unresolved', at: after(unresolvedAfter) },
  ];
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
