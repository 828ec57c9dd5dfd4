import { addDays, addMonths, hasCorrespondingDate, parseLocalDate, type LocalDate } from './dates.js';
import { parseDuration, type Duration } from './durations.js';
import type { CalendarVersion } from './holidays.js';
import { addHours, epochMs, instantOfEpochMs, parseInstant, type Instant } from './instants.js';
import { lastWithStops, withoutStops, type CountedDates, type Stop } from './stops.js';
import { addWorkingDays, isWorkingDay, rollForward } from './working-days.js';
import { DEFAULT_ZONE, endOfDay, localDate, startOfDay, type Zone } from './zones.js';

/** How a limit is counted: calendar days or months, working days, or elapsed hours. */
export type LimitUnit = 'calendar' | 'working' | 'elapsed';

/** `after`: the event's day is day 0. `begins-with`: it is day 1 (for working days, if it is one). */
export type Convention = 'after' | 'begins-with';

/** What a due date is asked for. */
export interface DueRequest {
  /** When the event happened: an instant, or its local date where no more is known. Hours need an instant. */
  readonly from: Instant | LocalDate;
  /** ISO 8601 of one unit: `P10D`, `P2W`, `P1M`, `PT24H`. */
  readonly limit: string;
  readonly unit: LimitUnit;
  /** `after` unless a commitment chooses otherwise. */
  readonly convention?: Convention;
  /** For calendar limits: a last day that is no working day gives way to the next one. False unless asked for. */
  readonly rollForward?: boolean;
  /** When the clock stood still; none unless given. */
  readonly stops?: readonly Stop[];
  /** Since when they move it, where that is later than `from`: what stopped before is in the limit. */
  readonly stoppedFrom?: Instant;
  readonly calendar: CalendarVersion;
  /** `Europe/London` unless configured. */
  readonly zone?: Zone;
}

/** When a limit ends: the local date, and the first instant that is too late. */
export interface DueTime {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
}

/** A limit or a start that cannot be counted as asked: never guessed at. */
export class UncountableLimit extends Error {
  override readonly name = 'UncountableLimit';
}

/** A limit counted, with what the steps are told from. */
export interface CountedLimit extends DueTime {
  readonly duration: Duration;
  readonly eventDay: LocalDate;
  /** The last day before any rolling forward. */
  readonly lastDay: LocalDate;
}

/**
 * Counts a limit from its event. Throws MissingHolidays where a needed year is not known, UncountableLimit where limit,
 * unit and start do not fit together. Source: rules.md, Counting time.
 */
export function countLimit(request: DueRequest): CountedLimit {
  const zone = request.zone ?? DEFAULT_ZONE;
  const duration = countable(request);
  if (duration.unit === 'hours') return countHours(request, duration.count, zone);
  const eventDay = parseLocalDate(request.from) ?? localDate(startInstant(request), zone);
  const { stops = [] } = request;
  const unstopped = lastDayOf(eventDay, duration, request);
  const lastDay = stops.length === 0 ? unstopped : lastWithStops(unstopped, stops, datesCounted(request));
  const rolls = request.rollForward === true && request.unit === 'calendar';
  const dueOn = rolls ? rollForward(lastDay, request.calendar) : lastDay;
  return { duration, eventDay, lastDay, dueOn, dueAt: endOfDay(dueOn, zone) };
}

function countHours(request: DueRequest, hours: number, zone: Zone): CountedLimit {
  const from = startInstant(request);
  const dueAt = withoutStops(from, addHours(from, hours), request.stops ?? []);
  const lastMoment = instantOfEpochMs(epochMs(dueAt) - 1);
  const dueOn = localDate(lastMoment, zone);
  return { duration: { unit: 'hours', count: hours }, eventDay: localDate(from, zone), lastDay: dueOn, dueOn, dueAt };
}

function startInstant({ from, limit }: DueRequest): Instant {
  const instant = parseInstant(from);
  if (instant === null) throw new UncountableLimit(`'${from}' is no start from which ${limit} can be counted`);
  return instant;
}

/** Weeks of working days are refused because nobody can tell whether a week is five of them or seven. */
function countable({ limit, unit }: DueRequest): Duration {
  const duration = parseDuration(limit);
  const fits = {
    calendar: duration?.unit === 'days' || duration?.unit === 'months',
    working: duration?.unit === 'days' && limit.endsWith('D'),
    elapsed: duration?.unit === 'hours',
  };
  if (duration === null || !fits[unit]) throw new UncountableLimit(`'${limit}' cannot be counted in ${unit} time`);
  return duration;
}

function lastDayOf(eventDay: LocalDate, { unit, count }: Duration, request: DueRequest): LocalDate {
  if (count === 0) return eventDay;
  const beginsWith = request.convention === 'begins-with';
  if (unit === 'months') return beginsWith ? monthsBeginningWith(eventDay, count) : addMonths(eventDay, count);
  if (request.unit === 'calendar') return addDays(eventDay, beginsWith ? count - 1 : count);
  if (!beginsWith) return addWorkingDays(eventDay, count, request.calendar);
  return addWorkingDays(rollForward(eventDay, request.calendar), count - 1, request.calendar);
}

/** The dates that a limit counts and a pause can take out of it. */
export function datesCounted({ from, stoppedFrom, unit, calendar, zone = DEFAULT_ZONE }: DueRequest): CountedDates {
  return {
    from: stoppedFrom ?? (parseLocalDate(from) ? startOfDay(from, zone) : from),
    counts: unit === 'working' ? (date) => isWorkingDay(date, calendar) : () => true,
    zone,
  };
}

/** Months that begin with a day end the day before the corresponding date, or with the month that has none. */
function monthsBeginningWith(eventDay: LocalDate, months: number): LocalDate {
  const corresponding = addMonths(eventDay, months);
  return hasCorrespondingDate(eventDay, months) ? addDays(corresponding, -1) : corresponding;
}
