import type { Instant, LocalDate } from '@kept-informed/calendar';

/**
 * Dates in London worked out by hand, day by day and with `Date` alone, so that the calendar library is checked by
 * something that shares nothing with it.
 */
const hour = 3_600_000;
const day = 24 * hour;

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** 01:00 UTC on the last Sunday of a month: when the clocks change. */
function clockChange(year: number, month: number): Instant {
  const last = new Date(Date.UTC(year, month, 0, 1));
  return new Date(last.getTime() - last.getUTCDay() * day).toISOString();
}

const summers = new Map<string, { readonly from: Instant; readonly to: Instant }>();

/** Summer time of a year, as it has been since 1996. */
function summerOf(year: string): { readonly from: Instant; readonly to: Instant } {
  const known = summers.get(year);
  if (known) return known;
  const summer = { from: clockChange(Number(year), 3), to: clockChange(Number(year), 10) };
  summers.set(year, summer);
  return summer;
}

export function londonDate(instant: Instant): LocalDate {
  const { from, to } = summerOf(instant.slice(0, 4));
  const isNextDay = instant.slice(11, 13) === '23' && instant >= from && instant < to;
  return isNextDay ? dayAfter(instant.slice(0, 10)) : instant.slice(0, 10);
}

/** The first instant of the next London day. */
export function endOfLondonDay(date: LocalDate): Instant {
  const midnight = Date.parse(`${date}T00:00:00.000Z`) + day;
  const summerMidnight = new Date(midnight - hour).toISOString();
  return londonDate(summerMidnight) > date ? summerMidnight : new Date(midnight).toISOString();
}

export function dayAfter(date: LocalDate, days = 1): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * day).toISOString().slice(0, 10);
}

/** The corresponding date so many months later, or the last day of a month that has none. */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const found = Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastOfMonth));
  return new Date(found).toISOString().slice(0, 10);
}

/** The date by which so many days after a date have been counted, looking at one day after the other. */
export function countDays(after: LocalDate, days: number, counts: (date: LocalDate) => boolean): LocalDate {
  let date = after;
  for (let left = days; left > 0;) {
    date = dayAfter(date);
    if (counts(date)) left -= 1;
  }
  return date;
}

/** How many days after a date up to and with another are counted. */
export function countedUntil(after: LocalDate, last: LocalDate, counts: (date: LocalDate) => boolean): number {
  let found = 0;
  for (let date = dayAfter(after); date <= last; date = dayAfter(date)) if (counts(date)) found += 1;
  return found;
}

/** While a clock stands still. */
export interface Still {
  readonly from: Instant;
  readonly to: Instant;
}

/** The instant by which so many hours have elapsed while no clock stood still. */
export function countHours(from: Instant, hours: number, stills: readonly Still[]): Instant {
  const edges = [...new Set(stills.flatMap((still) => [still.from, still.to]))].filter((edge) => edge > from).sort();
  let at = from;
  let left = hours * hour;
  for (const edge of edges) {
    const stands = stills.some((still) => still.from <= at && at < still.to);
    const length = Date.parse(edge) - Date.parse(at);
    if (!stands && length >= left) break;
    if (!stands) left -= length;
    at = edge;
  }
  return new Date(Date.parse(at) + left).toISOString();
}
