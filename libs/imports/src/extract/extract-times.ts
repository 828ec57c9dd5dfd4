import {
  atLocalTime,
  parseInstant,
  parseLocalDate,
  startOfDay,
  type Instant,
  type Zone,
} from '@kept-informed/calendar';

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;
const uk = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}:\d{2})(?::\d{2})?)?$/;

/**
 * When an extract says that something was: with an offset, or as clocks in the force's zone showed it; a date alone is its
 * first instant. Null where it says none.
 */
export function instantIn(text: string, times: 'iso' | 'uk', zone: Zone): Instant | null {
  const exact = parseInstant(text);
  if (exact) return exact;
  const local = times === 'iso' ? isoParts(text) : ukParts(text);
  if (!local || parseLocalDate(local.date) === null) return null;
  if (local.time === undefined) return startOfDay(local.date, zone);
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(local.time) ? atLocalTime(local.date, local.time, zone) : null;
}

interface LocalParts {
  readonly date: string;
  readonly time?: string;
}

function isoParts(text: string): LocalParts | null {
  const [, date, time] = iso.exec(text) ?? [];
  return date === undefined ? null : { date, time };
}

function ukParts(text: string): LocalParts | null {
  const [, day, month, year, time] = uk.exec(text) ?? [];
  return day === undefined ? null : { date: `${year}-${month}-${day}`, time };
}
