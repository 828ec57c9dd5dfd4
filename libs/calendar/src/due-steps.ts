import { addDays, type LocalDate } from './dates.js';
import type { CalendarVersion } from './holidays.js';
import { datesCounted, type CountedLimit, type DueRequest } from './limits.js';
import { datesOut, type DateOut } from './stops.js';
import { isWorkingDay, whyNotWorked } from './working-days.js';
import { DEFAULT_ZONE, localDate } from './zones.js';

/** One step of the arithmetic of a due date, for a person to check. */
export interface DueStep {
  readonly date: LocalDate;
  /** Whether this date used up part of the limit. */
  readonly counted: boolean;
  readonly reason: string;
}

/**
 * How a due date was worked out. Working days are told one by one, each day left out with its weekday or holiday;
 * calendar days, months and hours by their first and last step, because nothing in between is left out.
 */
export function dueSteps(counted: CountedLimit, request: DueRequest): DueStep[] {
  const beginsWith = request.convention === 'begins-with';
  if (counted.duration.unit === 'hours') return hourSteps(counted, request);
  if (counted.duration.count === 0) return [...sameDay(counted), ...rollingSteps(counted, request.calendar)];
  const first = beginsWith ? [] : [{ date: counted.eventDay, counted: false, reason: 'day 0: the day of the event' }];
  const out = takenOut(counted, request);
  if (request.unit === 'working') return [...first, ...workingSteps(counted, request.calendar, beginsWith, out)];
  const paused = pausedSteps(out);
  return [
    ...first,
    ...paused,
    ...calendarSteps(counted, beginsWith, paused),
    ...rollingSteps(counted, request.calendar),
  ];
}

function hourSteps({ duration, eventDay, dueOn, dueAt }: CountedLimit, request: DueRequest): DueStep[] {
  const zone = request.zone ?? DEFAULT_ZONE;
  const stopped = (request.stops ?? []).filter(({ from, to }) => from < dueAt && to > request.from);
  return [
    { date: eventDay, counted: false, reason: `the clock starts at ${request.from}` },
    ...stopped.map(({ from, to }) => ({
      date: localDate(from, zone),
      counted: false,
      reason: `paused from ${from} to ${to}`,
    })),
    { date: dueOn, counted: true, reason: `${plural(duration.count, 'elapsed hour')} end at ${dueAt}` },
  ];
}

function sameDay({ eventDay }: CountedLimit): DueStep[] {
  return [{ date: eventDay, counted: false, reason: 'day 0: the limit ends with the day of the event' }];
}

function workingSteps(
  { duration, eventDay, lastDay }: CountedLimit,
  calendar: CalendarVersion,
  beginsWith: boolean,
  out: readonly DateOut[],
): DueStep[] {
  const steps: DueStep[] = [];
  let day = 0;
  for (let date = beginsWith ? eventDay : addDays(eventDay, 1); date <= lastDay; date = addDays(date, 1)) {
    const worked = isWorkingDay(date, calendar);
    const left = out.find((one) => one.date === date);
    const counted = worked && !left && day < duration.count;
    if (counted) day += 1;
    const reason = counted
      ? `working day ${day} of ${duration.count}`
      : worked
        ? whyPaused(left)
        : whyNotWorked(date, calendar);
    steps.push({ date, counted, reason });
  }
  return steps;
}

function whyPaused(out: DateOut | undefined): string {
  if (!out) return 'paused as it would have ended: it ends when the clock runs again';
  return out.whole ? 'paused: the clock stood still' : 'paused: its part and those of other days make up a day';
}

function takenOut({ lastDay }: CountedLimit, request: DueRequest): DateOut[] {
  const { stops = [] } = request;
  return stops.length === 0 ? [] : datesOut(stops, lastDay, datesCounted(request));
}

/** Whole days in a row are one step, so that what was taken out can be checked. */
export function pausedSteps(out: readonly DateOut[]): DueStep[] {
  const spans: { from: LocalDate; to: LocalDate; whole: boolean }[] = [];
  for (const { date, whole } of out) {
    const last = spans.at(-1);
    if (last && whole && last.whole && addDays(last.to, 1) === date) last.to = date;
    else spans.push({ from: date, to: date, whole });
  }
  return spans.map(({ from, to, whole }) => {
    const told = whole ? `paused up to ${to}, not counted` : whyPaused({ date: from, whole });
    return { date: from, counted: false, reason: told };
  });
}

function calendarSteps(
  { duration, eventDay, lastDay }: CountedLimit,
  beginsWith: boolean,
  paused: readonly DueStep[],
): DueStep[] {
  const first = beginsWith ? [{ date: eventDay, counted: true, reason: 'day 1: the day of the event' }] : [];
  if (duration.unit === 'months' && paused.length > 0) {
    const reason = `${plural(duration.count, 'month')} on, and the days that were paused`;
    return [...first, { date: lastDay, counted: true, reason }];
  }
  if (duration.unit === 'months') return [...first, monthStep(duration.count, eventDay, lastDay, beginsWith)];
  const last = { date: lastDay, counted: true, reason: `day ${duration.count} of ${duration.count} calendar days` };
  return beginsWith && duration.count === 1 ? first : [...first, last];
}

function monthStep(months: number, eventDay: LocalDate, lastDay: LocalDate, beginsWith: boolean): DueStep {
  const span = plural(months, 'month');
  const corresponds = beginsWith || lastDay.slice(8) === eventDay.slice(8);
  const reason = corresponds
    ? `${span} ${beginsWith ? 'end here, counting the day of the event' : 'on: the corresponding date'}`
    : `${span} on: the last day of a month without a day ${Number(eventDay.slice(8))}`;
  return { date: lastDay, counted: true, reason };
}

function rollingSteps({ lastDay, dueOn }: CountedLimit, calendar: CalendarVersion): DueStep[] {
  if (dueOn === lastDay) return [];
  const steps: DueStep[] = [];
  for (let date = lastDay; date < dueOn; date = addDays(date, 1)) {
    steps.push({ date, counted: false, reason: `rolled forward off ${whyNotWorked(date, calendar)}` });
  }
  return [...steps, { date: dueOn, counted: false, reason: 'rolled forward to the next working day' }];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
