import { addDays, dateOfDayNumber, dayNumber, dayOfWeek, weekdayOfDayNumber, type LocalDate } from './dates.js';
import { MissingHolidays, type CalendarVersion } from './holidays.js';

/**
 * Whether a date is a working day in a calendar: a working weekday and no bank holiday.
 * Throws MissingHolidays, naming the year, outside the calendar's years, weekends too; RangeError
 * for a text that is no date.
 * Source: rules.md, Working days and Holidays.
 */
export function isWorkingDay(date: LocalDate, calendar: CalendarVersion): boolean {
  return isWorked(dayNumber(date), calendar);
}

/** A calendar version in day numbers, so that a long limit is counted without writing out a date for each day. */
interface NumberedCalendar {
  readonly first: number;
  readonly last: number;
  readonly holidays: ReadonlySet<number>;
  readonly worked: ReadonlySet<number>;
}

const numbered = new WeakMap<CalendarVersion, NumberedCalendar>();

function numberedOf(calendar: CalendarVersion): NumberedCalendar {
  const before = numbered.get(calendar);
  if (before) return before;
  const made = {
    first: dayNumber(`${calendar.years.from}-01-01`),
    last: dayNumber(`${calendar.years.to}-12-31`),
    holidays: new Set([...calendar.holidays.keys()].map(dayNumber)),
    worked: new Set([...calendar.workedDates].map(dayNumber)),
  };
  numbered.set(calendar, made);
  return made;
}

function isWorked(number: number, calendar: CalendarVersion): boolean {
  const { first, last, holidays, worked } = numberedOf(calendar);
  if (!(number >= first && number <= last)) {
    throw new MissingHolidays(Number(dateOfDayNumber(number).slice(0, 4)), calendar.id);
  }
  if (worked.has(number)) return true;
  return calendar.week.has(weekdayOfDayNumber(number)) && !holidays.has(number);
}

/** The first working day after a date, never the date itself. Throws MissingHolidays. */
export function nextWorkingDay(date: LocalDate, calendar: CalendarVersion): LocalDate {
  return addWorkingDays(date, 1, calendar);
}

/** The last working day before a date, never the date itself. Throws MissingHolidays. */
export function previousWorkingDay(date: LocalDate, calendar: CalendarVersion): LocalDate {
  return addWorkingDays(date, -1, calendar);
}

/** The date itself if it is a working day, otherwise the next one. Throws MissingHolidays. */
export function rollForward(date: LocalDate, calendar: CalendarVersion): LocalDate {
  return isWorkingDay(date, calendar) ? date : nextWorkingDay(date, calendar);
}

/** The date itself if it is a working day, otherwise the one before. Throws MissingHolidays. */
export function rollBackward(date: LocalDate, calendar: CalendarVersion): LocalDate {
  return isWorkingDay(date, calendar) ? date : previousWorkingDay(date, calendar);
}

/**
 * The n-th working day after a date, or before it where n is below zero; n = 0 is the date itself.
 * The start is never counted, whether worked or not, so that a limit starting on a Sunday has Monday as its day 1.
 * Throws MissingHolidays for a year on the way that is not known, RangeError for a part of a day.
 * Source: rules.md, Days and Working days.
 */
export function addWorkingDays(date: LocalDate, n: number, calendar: CalendarVersion): LocalDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not a whole number of working days`);
  const step = Math.sign(n);
  let number = dayNumber(date);
  let left = Math.abs(n);
  while (left > 0) {
    number += step;
    if (isWorked(number, calendar)) left -= 1;
  }
  return dateOfDayNumber(number);
}

/** How many working days lie from `from` to the day before `to`; 0 where `to` is not later. Throws MissingHolidays. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: CalendarVersion): number {
  const end = dayNumber(to);
  let count = 0;
  for (let number = dayNumber(from); number < end; number += 1) {
    if (isWorked(number, calendar)) count += 1;
  }
  return count;
}

/** How many working days lie from `from` to `to`, both included; 0 where `to` is earlier. Throws MissingHolidays. */
export function workingDaysInclusive(from: LocalDate, to: LocalDate, calendar: CalendarVersion): number {
  return workingDaysBetween(from, addDays(to, 1), calendar);
}

const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** In words, why a date that is no working day is none: its bank holiday's title, or else its weekday. */
export function whyNotWorked(date: LocalDate, calendar: CalendarVersion): string {
  const holiday = calendar.holidays.get(date);
  return holiday ? `bank holiday: ${holiday.title}` : WEEKDAY_NAMES[dayOfWeek(date) - 1]!;
}
