import { addDays, daysBetween, type LocalDate } from './dates.js';
import type { CalendarVersion } from './holidays.js';
import { epochMs, instantOfEpochMs, type Instant } from './instants.js';
import { isWorkingDay } from './working-days.js';
import { localDate, type Zone } from './zones.js';

/** While a clock stands still: from an instant up to another (exclusive). */
export interface Stop {
  readonly from: Instant;
  readonly to: Instant;
}

/** The dates that a stop takes out of a limit of days: from the first up to the last (exclusive). */
export interface StoppedDates {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Which local dates are not counted: from the date of the stop up to the day before the clock runs again, so that
 * stopping and starting on one day takes nothing out. Overlapping stops are one.
 */
export function stoppedDates(stops: readonly Stop[], zone: Zone): StoppedDates[] {
  const dates = stops.map(({ from, to }) => ({ from: localDate(from, zone), to: localDate(to, zone) }));
  return united(dates.filter(({ from, to }) => from < to));
}

/** Whether a date is taken out. */
export function isStopped(date: LocalDate, stops: readonly StoppedDates[]): boolean {
  return stops.some(({ from, to }) => from <= date && date < to);
}

/** The n-th working day from a date on, the date included, that is not stopped. Throws MissingHolidays. */
export function unstoppedWorkingDay(
  first: LocalDate,
  n: number,
  calendar: CalendarVersion,
  stops: readonly StoppedDates[],
): LocalDate {
  let left = n;
  for (let date = first; ; date = addDays(date, 1)) {
    if (isWorkingDay(date, calendar) && !isStopped(date, stops)) left -= 1;
    if (left === 0) return date;
  }
}

/** Where a span of dates that would end on `last` ends when its stopped dates are made up for behind it. */
export function lastUnstopped(first: LocalDate, last: LocalDate, stops: readonly StoppedDates[]): LocalDate {
  return stops.reduce((end, { from, to }) => {
    if (from > end || to <= first) return end;
    return addDays(end, daysBetween(from < first ? first : from, to));
  }, last);
}

/** Where elapsed time that would end at `end` ends when what was stopped since `start` is made up for behind it. */
export function withoutStops(start: Instant, end: Instant, stops: readonly Stop[]): Instant {
  const ended = united(stops).reduce((until, { from, to }) => {
    const begun = Math.max(epochMs(from), epochMs(start));
    return begun < until && epochMs(to) > begun ? until + epochMs(to) - begun : until;
  }, epochMs(end));
  return instantOfEpochMs(ended);
}

/** In order of time, each apart from the others. */
function united<T extends { readonly from: string; readonly to: string }>(spans: readonly T[]): T[] {
  const found: T[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (!last || span.from > last.to) found.push(span);
    else if (span.to > last.to) found[found.length - 1] = { ...last, to: span.to };
  }
  return found;
}
