import {
  asKnownOn,
  due,
  endOfDay,
  englandAndWales,
  localDate,
  MissingHolidays,
  parseDuration,
  periodEnd,
  UncountableLimit,
  type CalendarVersion,
  type DueStep,
  type Duration,
  type Instant,
  type LimitUnit,
  type Zone,
} from '@kept-informed/calendar';

/** A due date as it was recorded, and what it was counted from. */
export interface Counted {
  readonly startsAt: Instant;
  readonly limit: string;
  readonly unit: string;
  readonly dueAt: Instant;
  readonly calendarVersion: string;
  /** Those that were ever in force. */
  readonly calendars: readonly CalendarVersion[];
  readonly zone: Zone;
  /** For a series: the how many-th period after its anchor. */
  readonly period: number | null;
}

/**
 * The arithmetic of a recorded due date, counted again by the calendar version that it names. None where that comes to
 * another time (a calendar or zone that is no longer at hand): steps must never explain a date that was not given.
 */
export function stepsOf(counted: Counted): DueStep[] {
  try {
    const { dueAt, steps } = counted.period === null ? single(counted) : periods(counted, counted.period);
    return dueAt === counted.dueAt ? steps : [];
  } catch (error) {
    if (error instanceof MissingHolidays || error instanceof UncountableLimit) return [];
    throw error;
  }
}

function single({ startsAt, limit, unit, calendarVersion, calendars, zone }: Counted): {
  dueAt: Instant;
  steps: DueStep[];
} {
  return due({
    from: startsAt,
    limit,
    unit: unit as LimitUnit,
    calendar: calendarOf(calendarVersion, calendars),
    zone,
  });
}

/**
 * The version that an obligation names: one that was activated, or the product's. An id can say until when holidays were
 * known to it; see asKnownOn.
 */
function calendarOf(name: string, calendars: readonly CalendarVersion[]): CalendarVersion {
  const [, id = name, knownOn] = /^(.*)-known-on-(\d{4}-\d{2}-\d{2})$/.exec(name) ?? [];
  const found = calendars.find((calendar) => calendar.id === id) ?? englandAndWales;
  return knownOn === undefined ? found : asKnownOn(found, knownOn);
}

/** Each period's end, counted from the anchor and never from the one before (rules.md, Counting time 5). */
function periods({ startsAt, limit, zone }: Counted, period: number): { dueAt: Instant; steps: DueStep[] } {
  const duration = parseDuration(limit);
  if (!duration || duration.unit === 'hours') throw new UncountableLimit('A series has a period of days or months');
  const anchor = localDate(startsAt, zone);
  const steps = [{ date: anchor, counted: false, reason: 'day 0: the day that the periods count from' }];
  for (let n = 1; n <= period; n += 1) {
    const date = periodEnd(anchor, duration, n);
    steps.push({
      date,
      counted: true,
      reason: `period ${n} ends: ${span(duration, n)} after day 0${shortened(anchor, date, duration)}`,
    });
  }
  return { dueAt: endOfDay(steps.at(-1)!.date, zone), steps };
}

function span({ unit, count }: Duration, n: number): string {
  return `${count * n} ${count * n === 1 ? unit.slice(0, -1) : unit}`;
}

function shortened(anchor: string, date: string, { unit }: Duration): string {
  const corresponds = unit !== 'months' || date.slice(8) === anchor.slice(8);
  return corresponds ? '' : `, the last day of a month without a day ${Number(anchor.slice(8))}`;
}
