import { dateInWords } from './day-words.js';
import type { Instant } from './instants.js';
import type { Zone } from './zones.js';

/* Times as people say them: 2:05pm. */

/** Of `hour12` noon would be 0:05pm. */
const clockOf = (timeZone: Zone) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });
const clocks = new Map<Zone, Intl.DateTimeFormat>();

export function timeInWords(instant: Instant, zone: Zone): string {
  const clock = clocks.get(zone) ?? clockOf(zone);
  clocks.set(zone, clock);
  return clock.format(new Date(instant)).replace(/\s/g, '').toLowerCase();
}

export function momentInWords(instant: Instant, zone: Zone): string {
  return `${dateInWords(instant, zone)}, ${timeInWords(instant, zone)}`;
}
