import { dueSteps, type DueStep } from './due-steps.js';
import { countLimit, type DueRequest, type DueTime } from './limits.js';
import { DEFAULT_ZONE, type Zone } from './zones.js';

/** When a limit ends and how that was worked out. */
export interface Due extends DueTime {
  readonly steps: DueStep[];
  readonly calendarVersion: string;
  readonly timeZone: Zone;
}

/**
 * When a limit ends, with each step in words. A limit of days ends at the end of its last day in the zone; hours are
 * elapsed and end at their instant, on the date of the last moment still in time. `P0D` is the end of the same day.
 * Throws MissingHolidays where a needed year is not known, UncountableLimit where limit, unit and start do not fit.
 * Source: rules.md, Counting time.
 */
export function due(request: DueRequest): Due {
  const counted = countLimit(request);
  return {
    dueOn: counted.dueOn,
    dueAt: counted.dueAt,
    steps: dueSteps(counted, request),
    calendarVersion: request.calendar.id,
    timeZone: request.zone ?? DEFAULT_ZONE,
  };
}

/** The same answer as `due` without its steps, for where many are asked for at once. */
export function dueOnly(request: DueRequest): DueTime {
  const { dueOn, dueAt } = countLimit(request);
  return { dueOn, dueAt };
}
