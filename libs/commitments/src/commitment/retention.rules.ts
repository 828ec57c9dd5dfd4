import {
  addDays,
  type Duration,
  type Instant,
  type LocalDate,
  localDate,
  parseDuration,
  periodEnd,
  startOfDay,
  type Zone,
} from '@kept-informed/calendar';

/** The last date on which something is kept that began at an instant: that date is day 0 (rules.md, Days). */
export function keptUntil(begun: Instant, period: string, zone: Zone): LocalDate {
  return periodEnd(localDate(begun, zone), durationOf(period), 1);
}

/** From when on what began is still kept at an instant; what began before has been kept for its period. */
export function keptFrom(period: string, now: Instant, zone: Zone): Instant {
  const today = localDate(now, zone);
  const duration = durationOf(period);
  let first = periodEnd(today, duration, -1);
  // The last day of a short month stands for the days that it does not have.
  while (periodEnd(first, duration, 1) < today) first = addDays(first, 1);
  return startOfDay(first, zone);
}

function durationOf(period: string): Duration {
  const duration = parseDuration(period);
  if (!duration) throw new RangeError(`${period} is no period`);
  return duration;
}
