/** A day without a time or a zone, as `YYYY-MM-DD`. Sorts as text. */
export type LocalDate = string;

/** A day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const MS_PER_DAY = 86_400_000;
const LAST_DAY_NUMBER = dayNumber('9999-12-31');
const FIRST_DAY_NUMBER = dayNumber('0000-01-01');

/**
 * The date that a text says, or null where it says none.
 * Strict: `2026-02-30`, `2026-2-3` and a date with a time are refused.
 */
export function parseLocalDate(text: string): LocalDate | null {
  if (!SHAPE.test(text)) return null;
  const number = dayNumber(text);
  return !Number.isNaN(number) && dateOfDayNumber(number) === text ? text : null;
}

/** Days since 1970-01-01, so that dates can be counted as whole numbers. No zone takes part in it. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The date with this day number. Throws RangeError outside the years 0000 to 9999, where dates no longer sort as text. */
export function dateOfDayNumber(number: number): LocalDate {
  if (!(number >= FIRST_DAY_NUMBER && number <= LAST_DAY_NUMBER)) {
    throw new RangeError(`No date of four-digit year has the day number ${number}`);
  }
  const day = new Date(number * MS_PER_DAY);
  return written(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
}

/** The weekday of a day number. 1970-01-01 was a Thursday. */
export function weekdayOfDayNumber(number: number): Weekday {
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The weekday of a date: 1 is Monday, 7 is Sunday. */
export function dayOfWeek(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/** The date n calendar days later; earlier where n is below zero. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + n);
}

/** How many days b lies after a; below zero where it lies before. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a);
}

/**
 * The corresponding date n months later (or earlier), and where that month has none, its last day:
 * 31 January and one month is 28 February. Count every period of a series from its anchor, never from the last result.
 * Source: rules.md, Months (Dodds v Walker).
 */
export function addMonths(anchor: LocalDate, n: number): LocalDate {
  const { year, month } = monthAfter(anchor, n);
  const day = Math.min(Number(anchor.slice(8, 10)), lengthOfMonth(year, month));
  return written(year, month, day);
}

/** Whether the month n months after the anchor has a date that corresponds to the anchor's. */
export function hasCorrespondingDate(anchor: LocalDate, n: number): boolean {
  return addMonths(anchor, n).slice(8, 10) === anchor.slice(8, 10);
}

function monthAfter(anchor: LocalDate, n: number): { year: number; month: number } {
  const months = Number(anchor.slice(0, 4)) * 12 + Number(anchor.slice(5, 7)) - 1 + n;
  const year = Math.floor(months / 12);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`No date of four-digit year lies ${n} months after ${anchor}`);
  return { year, month: months - year * 12 + 1 };
}

function lengthOfMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** By hand, because toISOString takes five times as long and every due date comes through here. */
function written(year: number, month: number, day: number): LocalDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
