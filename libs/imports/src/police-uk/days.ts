import {
  addDays,
  addMonths,
  atLocalTime,
  endOfDay,
  instantOf,
  startOfDay,
  type Instant,
  type LocalDate,
} from '@kept-informed/calendar';
import { createHash } from 'node:crypto';
import type { Month } from './rows.js';

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;

/**
 * A moment in a month for something of which only the month is published. Depends on nothing but the month and the
 * digest (at least 16 hexadecimal digits), so that every run and every order of files gives the same moment:
 * the first eight digits say the day, the next eight the time of day in London.
 */
export function momentIn(month: Month, digest: string): Instant {
  const first = `${month}-01`;
  const days = Number(addDays(addMonths(first, 1), -1).slice(8));
  const minute = Number.parseInt(digest.slice(8, 16), 16) % MINUTES_PER_DAY;
  return atMinute(addDays(first, Number.parseInt(digest.slice(0, 8), 16) % days), minute);
}

/**
 * The instant at which London's clocks have gone so many minutes past midnight. Counted from midnight, which the
 * calendar keeps, except on the two days a year that have not 24 hours: asking the zone each time took two thirds of
 * the time of an import.
 */
export function atMinute(date: LocalDate, minute: number): Instant {
  const midnight = Date.parse(startOfDay(date));
  if (Date.parse(endOfDay(date)) - midnight === MINUTES_PER_DAY * MS_PER_MINUTE) {
    return instantOf(new Date(midnight + minute * MS_PER_MINUTE));
  }
  return atLocalTime(date, `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
}

/** The SHA-256 digest of some texts in hexadecimal, kept apart so that `a`, `bc` differs from `ab`, `c`. */
export function digestOf(...texts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
