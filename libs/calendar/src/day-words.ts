import type { Instant } from './instants.js';
import type { LocalDate } from './dates.js';
import { localDate, type Zone } from './zones.js';

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** A date as people say it: `Friday 27 November 2026`. */
export function dayInWords(date: LocalDate): string {
  // Some versions of the language's data put a comma behind the weekday.
  return day.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** The date of an instant in a zone, in words. */
export function dateInWords(instant: Instant, zone: Zone): string {
  return dayInWords(localDate(instant, zone));
}
