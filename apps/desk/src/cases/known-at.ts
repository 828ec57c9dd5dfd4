import { endOfDay, type Instant, justBefore, localDate, parseLocalDate, type Zone } from '@kept-informed/calendar';
import { NoSuchPage } from '../frame/page-trouble.js';

/**
 * By when something is to have been recorded, as an address says it: by the end of a day, or by now where that is today.
 * Undefined: the address says nothing. There is no page of what makes no sense or is still to come, which would else be taken
 * for what was known then.
 */
export function knownAtIn(said: unknown, now: Instant, zone: Zone): Instant | undefined {
  if (said === undefined || said === '') return undefined;
  const date = typeof said === 'string' ? parseLocalDate(said) : null;
  if (!date || date > localDate(now, zone)) throw new NoSuchPage();
  return date === localDate(now, zone) ? now : justBefore(endOfDay(date, zone));
}
