import { MissingHolidays, type CalendarVersion } from '@kept-informed/calendar';
import type { Terms, UnderTerms } from './terms.rules.js';

/** Something counted by a calendar, or the year whose holidays it would need. */
type CountResult<T> = { readonly value: T; readonly calendar: CalendarVersion } | { readonly awaits: number };

/**
 * Counts by the calendar of some terms or, where that lacks a year, by the first one activated since that has it, however
 * far its activation reached: what awaited a calendar was not counted otherwise before (rules.md, Missing holidays).
 */
export function countedBy<T>(
  { calendar, from }: Terms,
  { terms }: UnderTerms,
  count: (calendar: CalendarVersion) => T,
): CountResult<T> {
  const later = terms.filter((one) => one.from > from).map((one) => one.calendar);
  let awaits = 0;
  for (const one of [calendar, ...later]) {
    try {
      return { value: count(one), calendar: one };
    } catch (error) {
      if (!(error instanceof MissingHolidays)) throw error;
      awaits = error.year;
    }
  }
  return { awaits };
}

const presumed = new WeakMap<CalendarVersion, CalendarVersion>();

/** The calendar as though years that it lacks had no holidays: what is counted by it is never later than it will be. */
export function presuming(calendar: CalendarVersion): CalendarVersion {
  let made = presumed.get(calendar);
  if (!made) presumed.set(calendar, (made = { ...calendar, years: { ...calendar.years, to: 9999 } }));
  return made;
}
