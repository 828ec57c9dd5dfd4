import { atLocalTime, parseInstant, type Instant, type Zone } from '@kept-informed/calendar';

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/;

/** The instant that a duty's `from` or `to` says: one with an offset, or a local time of the force; null where it says none. */
export function momentOf(text: string, zone: Zone): Instant | null {
  const [, date, time] = LOCAL.exec(text) ?? [];
  if (date === undefined || time === undefined) return parseInstant(text);
  try {
    return atLocalTime(date, time, zone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
