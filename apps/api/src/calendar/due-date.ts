import {
  asKnownOn,
  asLearntBy,
  due,
  endOfDay,
  localDate,
  MissingHolidays,
  parseLocalDate,
  UncountableLimit,
  type CalendarVersion,
  type Instant,
} from '@kept-informed/calendar';
import { termsAt, type Rulebook } from '@kept-informed/commitments';
import { refuse, Refused } from '@kept-informed/decisions';
import { invalid } from '../http/problem.js';
import type { DueDateResponse, HolidaysResponse } from './calendar.response.js';
import type { DueDateQuery, HolidaysQuery } from './calendar.request.js';

/** The due date that is asked for. 422 where a needed year is not known, or limit, unit and start do not fit. */
export function dueDate(query: DueDateQuery, book: Rulebook, now: Instant): DueDateResponse {
  const { zone } = book;
  const { from, limit, unit, convention, rollForward, knownAt } = query;
  const calendar = calendarAt(knownAt, book, now);
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
export function holidaysOf({ year, knownAt }: HolidaysQuery, book: Rulebook, now: Instant): HolidaysResponse {
  const { id, division, years, holidays } = calendarAt(knownAt, book, now);
  if (year < years.from || year > years.to) throw notKnown(year, 'year');
  const items = [...holidays.values()]
    .filter(({ date }) => date.startsWith(`${year}-`))
    .map(({ date, title, knownFrom }) => ({ date, title, knownFrom }));
  return { year, division, knownAt: knownAt ?? null, calendarVersion: id, items };
}

/**
 * The version in force now, as far as it has learnt of its holidays: by it duties are counted. Or that at the end of a date
 * or at an instant, as far as its holidays were known on that date. 422 for what is still to come.
 */
function calendarAt(knownAt: string | undefined, book: Rulebook, now: Instant): CalendarVersion {
  const today = localDate(now, book.zone);
  if (knownAt === undefined) return asLearntBy(termsAt(book, now).calendar, today);
  const date = parseLocalDate(knownAt);
  if (date === null ? knownAt > now : date > today) throw refuse('in-the-future', '?knownAt', 'This is still to come.');
  const { calendar } = termsAt(book, date === null ? knownAt : endOfDay(date, book.zone));
  return asKnownOn(calendar, date ?? localDate(knownAt, book.zone));
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
