import { localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';

/* Dates as people say them: Friday 27 November 2026, 2:05pm. */

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

export function dayInWords(date: LocalDate | string): string {
  return day.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** The date of an instant where the force is. */
export function dateInWords(instant: Instant | string, zone: Zone): string {
  return dayInWords(localDate(instant as Instant, zone));
}

/** Of `hour12` noon would be 0:05pm. */
const clockOf = (timeZone: Zone) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });
const clocks = new Map<Zone, Intl.DateTimeFormat>();

export function timeInWords(instant: Instant | string, zone: Zone): string {
  const clock = clocks.get(zone) ?? clockOf(zone);
  clocks.set(zone, clock);
  return clock.format(new Date(instant)).replace(/\s/g, '').toLowerCase();
}

export function momentInWords(instant: Instant | string, zone: Zone): string {
  return `${dateInWords(instant, zone)}, ${timeInWords(instant, zone)}`;
}
