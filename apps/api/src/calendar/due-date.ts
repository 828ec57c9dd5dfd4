import {
  due,
  englandAndWales,
  englandAndWalesAsKnownOn,
  localDate,
  MissingHolidays,
  parseLocalDate,
  UncountableLimit,
  type CalendarVersion,
  type Zone,
} from '@kept-informed/calendar';
import { refuse, Refused } from '@kept-informed/follow-up';
import { invalid } from '../http/problem.js';
import type { DueDateAnswer, HolidaysAnswer } from './calendar.answer.js';
import type { DueDateQuery, HolidaysQuery } from './calendar.request.js';

/** The due date that is asked for. 422 where a needed year is not known, or limit, unit and start do not fit. */
export function dueDate(query: DueDateQuery, zone: Zone): DueDateAnswer {
  const { from, limit, unit, convention, rollForward, knownAt } = query;
  const calendar = calendarAt(knownAt, zone);
  try {
    const found = due({ from, limit, unit, convention, rollForward, calendar, zone });
    return { from, limit, unit, convention, rollForward, knownAt: knownAt ?? null, ...found };
  } catch (error) {
    if (error instanceof MissingHolidays) throw notKnown(error.year, knownAt === undefined ? 'from' : 'knownAt');
    if (error instanceof UncountableLimit) throw doesNotFit(query);
    throw error;
  }
}

/** The bank holidays of a year in order. 422 where they are not known. */
export function holidaysOf({ year, knownAt }: HolidaysQuery, zone: Zone): HolidaysAnswer {
  const { id, division, years, holidays } = calendarAt(knownAt, zone);
  if (year < years.from || year > years.to) throw notKnown(year, 'year');
  const items = [...holidays.values()]
    .filter(({ date }) => date.startsWith(`${year}-`))
    .map(({ date, title, knownFrom }) => ({ date, title, knownFrom }));
  return { year, division, knownAt: knownAt ?? null, calendarVersion: id, items };
}

function calendarAt(knownAt: string | undefined, zone: Zone): CalendarVersion {
  if (knownAt === undefined) return englandAndWales;
  return englandAndWalesAsKnownOn(parseLocalDate(knownAt) ?? localDate(knownAt, zone));
}

function notKnown(year: number, parameter: string): Refused {
  const detail = `The bank holidays of ${year} are not known.`;
  const { refusal } = refuse('holidays-not-known', `?${parameter}`, detail);
  return new Refused({ ...refusal, extra: { year } });
}

const fitting = {
  calendar: 'days, weeks or months, like P10D, P2W or P1M',
  working: 'days, like P5D',
  elapsed: 'hours, like PT24H',
};

function doesNotFit({ from, limit, unit }: DueDateQuery): Error {
  const needsTime = unit === 'elapsed' && limit.startsWith('PT') && parseLocalDate(from) !== null;
  if (needsTime) return invalid([{ pointer: '?from', detail: 'Hours count from a date and time with an offset.' }]);
  return invalid([{ pointer: '?limit', detail: `In ${unit} time, expected ${fitting[unit]}.` }]);
}
