import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from './dates.js';
import { epochMs, instantOfEpochMs, type Instant } from './instants.js';

/** An IANA time zone name, such as `Europe/London`. */
export type Zone = string;

/** A time of day in a zone, `HH:MM` from `00:00` to `23:59`. */
export type LocalTime = string;

/** The zone of every force that names no other (rules.md, Zone). */
export const DEFAULT_ZONE: Zone = 'Europe/London';

const CANONICAL_SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Asking a zone's rules takes about 70 µs and a date's midnight is asked for over and over, so answers are kept.
 * Emptied when full: a caller who walks through every date there is must not fill the memory.
 */
const known = new Map<string, Instant>();
const MOST_KNOWN = 50_000;

function remembered(key: string, work: () => number): Instant {
  const before = known.get(key);
  if (before !== undefined) return before;
  const instant = instantOfEpochMs(work());
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, instant);
  return instant;
}

/** The first instant of a date in a zone. Throws RangeError for a zone or date that does not exist. */
export function startOfDay(date: LocalDate, zone: Zone = DEFAULT_ZONE): Instant {
  return remembered(`${zone} ${date}`, () => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/**
 * The instant at which a date ends in a zone: the first of the next day, and so the first that is too late
 * (words.md, Times). In London a day lasts 23, 24 or 25 hours.
 */
export function endOfDay(date: LocalDate, zone: Zone = DEFAULT_ZONE): Instant {
  return startOfDay(addDays(date, 1), zone);
}

/**
 * The instant at which clocks in the zone show this time on this date. A time skipped in spring moves forward by the
 * hour that was skipped; of a time shown twice in autumn the earlier is taken. Throws RangeError unless `HH:MM`.
 */
export function atLocalTime(date: LocalDate, time: LocalTime, zone: Zone = DEFAULT_ZONE): Instant {
  if (!TIME_SHAPE.test(time)) throw new RangeError(`'${time}' is not a time of day as HH:MM`);
  return remembered(
    `${zone} ${date}T${time}`,
    () => Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds,
  );
}

/**
 * The date in a zone at an instant, wherever the server runs: 23:30 UTC on 7 July is 8 July in London.
 * Found from the days' first instants, which are kept, because asking the zone for each instant is slow.
 * Source: rules.md, Zone.
 */
export function localDate(instant: Instant, zone: Zone = DEFAULT_ZONE): LocalDate {
  const at = CANONICAL_SHAPE.test(instant) ? instant : instantOfEpochMs(epochMs(instant));
  let date = at.slice(0, 10);
  while (at < startOfDay(date, zone)) date = addDays(date, -1);
  while (at >= endOfDay(date, zone)) date = addDays(date, 1);
  return date;
}
