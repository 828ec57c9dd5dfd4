import { parseLocalDate } from './dates.js';

/**
 * A point in time in its one canonical form: UTC with milliseconds, `2026-11-28T00:00:00.000Z`. Sorts as text,
 * so instants are compared with `<`.
 */
export type Instant = string;

/** Later than anything: text order, like every instant. */
export const never: Instant = '9999-12-31T00:00:00.000Z';

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;
const CANONICAL_LENGTH = '2026-11-28T00:00:00.000Z'.length;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/**
 * The instant that an RFC 3339 text says, whatever its offset, or null where it says none.
 * Strict: a missing offset, missing seconds, 30 February, hour 24 and second 60 are refused.
 * Digits beyond milliseconds are cut off, not rounded, so that no instant moves into the next day.
 */
export function parseInstant(text: string): Instant | null {
  const parts = SHAPE.exec(text);
  if (!parts || parseLocalDate(parts[1]!) === null) return null;
  const [, date, time, fraction = '', sign, hours, minutes] = parts;
  const written = `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  if (sign === undefined) return written;
  const at = Date.parse(written);
  const offset = (Number(hours) * 60 + Number(minutes)) * MS_PER_MINUTE;
  const instant = new Date(sign === '-' ? at + offset : at - offset).toISOString();
  return instant.length === CANONICAL_LENGTH ? instant : null;
}

/** The canonical form of a Date. Throws RangeError for an invalid Date and outside the years 0000 to 9999. */
export function instantOf(date: Date): Instant {
  const instant = date.toISOString();
  if (instant.length !== CANONICAL_LENGTH) throw new RangeError(`${instant} lies outside the four-digit years`);
  return instant;
}

/** Milliseconds since 1970. Throws RangeError where the text is no date at all. */
export function epochMs(instant: Instant): number {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`'${instant}' is not an instant`);
  return at;
}

/** The instant at these milliseconds since 1970; parts of a millisecond are cut off. */
export function instantOfEpochMs(ms: number): Instant {
  return instantOf(new Date(Math.floor(ms)));
}

/**
 * The instant so many hours later (earlier below zero; parts of an hour count too). Elapsed hours: weekends and
 * clock changes make no difference. Source: rules.md, Hours.
 */
export function addHours(instant: Instant, hours: number): Instant {
  return instantOfEpochMs(epochMs(instant) + Math.round(hours * MS_PER_HOUR));
}

/** The last instant before one: of a span that ends with it, without it. */
export function justBefore(instant: Instant): Instant {
  return instantOfEpochMs(epochMs(instant) - 1);
}

/** The later of two; of dates likewise. */
export function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The earliest of those that there are; null where there is none. */
export function earliestOf(...instants: readonly (Instant | null | undefined)[]): Instant | null {
  let earliest: Instant | null = null;
  for (const instant of instants) if (instant && (earliest === null || instant < earliest)) earliest = instant;
  return earliest;
}
