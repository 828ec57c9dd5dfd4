import type { LocalDate, Weekday } from './dates.js';
import { ENGLAND_AND_WALES_ROWS, ENGLAND_AND_WALES_YEARS, type HolidayRow, type YearRange } from './holidays.data.js';

/** What working days are counted by: a fixed set of holidays, named by its id so that a due date can say which it used. */
export interface CalendarVersion {
  readonly id: string;
  readonly division: 'england-and-wales';
  /** The years for which holidays are known; a question about another year is an error, never "no holidays". */
  readonly years: YearRange;
  readonly holidays: ReadonlyMap<LocalDate, HolidayRow>;
  /** All that it is made of: also what was called off, or is not known yet on the date that it is seen from. */
  readonly rows: readonly HolidayRow[];
  /** The days of the week that are worked, Monday to Friday unless told otherwise. */
  readonly week: ReadonlySet<Weekday>;
  /** Dates worked although the week or a holiday says otherwise. */
  readonly workedDates: ReadonlySet<LocalDate>;
  /** Where the version is what was known on a date: that date. */
  readonly knownOn?: LocalDate;
}

export interface CalendarOptions {
  readonly id: string;
  readonly years: YearRange;
  readonly knownOn?: LocalDate;
  readonly week?: Iterable<Weekday>;
  readonly workedDates?: Iterable<LocalDate>;
}

/** A working day was asked for in a year whose holidays are not known (rules.md, Holidays). */
export class MissingHolidays extends Error {
  override readonly name = 'MissingHolidays';

  constructor(
    readonly year: number,
    readonly calendarId: string,
  ) {
    super(`The holidays of ${year} are not known in the calendar ${calendarId}`);
  }
}

const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

/**
 * A calendar version made of the rows that were known by the end of `knownOn` and not withdrawn by then; without
 * `knownOn`, of all rows that were never withdrawn. Its years end before the first year of which rows exist but none
 * was known yet, so that the future as seen from the past fails closed too. Throws RangeError for a week without days.
 */
export function holidayCalendar(rows: Iterable<HolidayRow>, options: CalendarOptions): CalendarVersion {
  const week = new Set(options.week ?? MONDAY_TO_FRIDAY);
  if (week.size === 0) throw new RangeError(`The calendar ${options.id} has no working weekday`);
  const all = [...rows];
  const holding = all.filter((row) => holds(row, options.knownOn));
  return {
    id: options.id,
    division: 'england-and-wales',
    years: knownYears(all, options),
    holidays: new Map(holding.map((row) => [row.date, row])),
    rows: all,
    week,
    workedDates: new Set(options.workedDates),
    ...(options.knownOn !== undefined && { knownOn: options.knownOn }),
  };
}

function holds(row: HolidayRow, knownOn: LocalDate | undefined): boolean {
  if (knownOn === undefined) return row.withdrawnFrom === undefined;
  return row.knownFrom <= knownOn && !(row.withdrawnFrom !== undefined && row.withdrawnFrom <= knownOn);
}

function knownYears(rows: readonly HolidayRow[], { years, knownOn }: CalendarOptions): YearRange {
  if (knownOn === undefined) return years;
  const yearOf = (row: HolidayRow) => Number(row.date.slice(0, 4));
  const known = new Set(rows.filter((row) => row.knownFrom <= knownOn).map(yearOf));
  const unknown = rows.map(yearOf).filter((year) => year >= years.from && !known.has(year));
  return { from: years.from, to: Math.min(years.to, ...unknown.map((year) => year - 1)) };
}

/** The bank holidays of England and Wales as they came to be. */
export const englandAndWales: CalendarVersion = holidayCalendar(ENGLAND_AND_WALES_ROWS, {
  id: `england-and-wales-${ENGLAND_AND_WALES_YEARS.from}-${ENGLAND_AND_WALES_YEARS.to}`,
  years: ENGLAND_AND_WALES_YEARS,
});

/** A calendar as it was known at the end of a date: what became known or was called off later is as if it were not. */
export function asKnownOn({ id, years, rows, week, workedDates }: CalendarVersion, date: LocalDate): CalendarVersion {
  return holidayCalendar(rows, { id: `${id}-known-on-${date}`, years, week, workedDates, knownOn: date });
}

/**
 * The dates, in order, on which a calendar learnt something of a year that was published already: a holiday was proclaimed,
 * moved or called off (rules.md, Late holidays). What was published with its year was always counted with.
 */
export function learningDates(calendar: CalendarVersion): readonly LocalDate[] {
  return learningOf(calendar).dates;
}

/** A calendar as it counted by the end of a date: without what it learnt later; itself where that is nothing. */
export function asLearntBy(calendar: CalendarVersion, date: LocalDate): CalendarVersion {
  const { dates, by } = learningOf(calendar);
  if (dates.every((learnt) => learnt <= date)) return calendar;
  const one = by.get(date) ?? learntBy(calendar, date);
  by.set(date, one);
  return one;
}

/** What a calendar learnt and when, and how it counted by each date that was asked for. */
interface LearntHolidays {
  readonly dates: readonly LocalDate[];
  readonly by: Map<LocalDate, CalendarVersion>;
}

const learnings = new WeakMap<CalendarVersion, LearntHolidays>();

function learningOf(calendar: CalendarVersion): LearntHolidays {
  const known = learnings.get(calendar);
  if (known) return known;
  const { rows, knownOn } = calendar;
  const published = publishedFrom(rows);
  const learnt = rows.flatMap((row) => [
    ...(isLate(row, published) ? [row.knownFrom] : []),
    ...(row.withdrawnFrom === undefined ? [] : [row.withdrawnFrom]),
  ]);
  const dates = [...new Set(learnt)].filter((date) => knownOn === undefined || date <= knownOn).sort();
  const one = { dates, by: new Map<LocalDate, CalendarVersion>() };
  learnings.set(calendar, one);
  return one;
}

function learntBy({ id, years, rows, week, workedDates }: CalendarVersion, date: LocalDate): CalendarVersion {
  const published = publishedFrom(rows);
  const holding = rows
    .filter((row) => !isLate(row, published) || row.knownFrom <= date)
    .map(({ withdrawnFrom, ...row }) =>
      withdrawnFrom !== undefined && withdrawnFrom <= date ? { ...row, withdrawnFrom } : row,
    );
  return {
    ...holidayCalendar(holding, { id: `${id}-known-on-${date}`, years, week, workedDates }),
    rows,
    knownOn: date,
  };
}

/** By year, when the first of its holidays were known. */
function publishedFrom(rows: readonly HolidayRow[]): ReadonlyMap<string, LocalDate> {
  const found = new Map<string, LocalDate>();
  for (const { date, knownFrom } of rows) {
    const year = date.slice(0, 4);
    const before = found.get(year);
    if (before === undefined || knownFrom < before) found.set(year, knownFrom);
  }
  return found;
}

const isLate = ({ date, knownFrom }: HolidayRow, published: ReadonlyMap<string, LocalDate>): boolean =>
  knownFrom > published.get(date.slice(0, 4))!;

/**
 * The bank holidays of England and Wales as they were known at the end of a date: on 9 September 2022 nobody could
 * know of the 19th. Source: rules.md, Late holidays.
 */
export function englandAndWalesAsKnownOn(date: LocalDate): CalendarVersion {
  return asKnownOn(englandAndWales, date);
}
