import { describe, expect, it } from '@jest/globals';
import { addDays, dayOfWeek, type LocalDate } from './dates.js';
import { ENGLAND_AND_WALES_ROWS, ENGLAND_AND_WALES_YEARS } from './holidays.data.js';
import { englandAndWales, englandAndWalesAsKnownOn, holidayCalendar, MissingHolidays } from './holidays.js';
import { isWorkingDay } from './working-days.js';

const YEARS = Array.from({ length: ENGLAND_AND_WALES_YEARS.to - ENGLAND_AND_WALES_YEARS.from + 1 }, (_, i) => 1995 + i);
const holidaysOf = (year: number) => [...englandAndWales.holidays.keys()].filter((date) => date.startsWith(`${year}`));

describe('the built-in holidays', () => {
  it.each([
    [2005, '2005-01-03 2005-03-25 2005-03-28 2005-05-02 2005-05-30 2005-08-29 2005-12-26 2005-12-27'],
    [2006, '2006-01-02 2006-04-14 2006-04-17 2006-05-01 2006-05-29 2006-08-28 2006-12-25 2006-12-26'],
    [1995, '1995-01-02 1995-04-14 1995-04-17 1995-05-08 1995-05-29 1995-08-28 1995-12-25 1995-12-26'],
    [1999, '1999-01-01 1999-04-02 1999-04-05 1999-05-03 1999-05-31 1999-08-30 1999-12-27 1999-12-28 1999-12-31'],
    [2002, '2002-01-01 2002-03-29 2002-04-01 2002-05-06 2002-06-03 2002-06-04 2002-08-26 2002-12-25 2002-12-26'],
    [2011, '2011-01-03 2011-04-22 2011-04-25 2011-04-29 2011-05-02 2011-05-30 2011-08-29 2011-12-26 2011-12-27'],
    [2012, '2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26'],
    [2020, '2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28'],
    [2021, '2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28'],
    [
      2022,
      '2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27',
    ],
    [2023, '2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26'],
    [2026, '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28'],
  ])('of %i', (year, dates) => {
    expect(holidaysOf(year)).toEqual(dates.split(' '));
  });

  it.each(YEARS)('of %i fall as the Act and the church calendar say', (year) => {
    const ordinary = ENGLAND_AND_WALES_ROWS.filter(
      (row) => row.date.startsWith(`${year}`) && row.knownFrom === `${year - 2}-01-01`,
    ).map((row) => row.date);
    expect(ordinary).toEqual(ordinaryHolidays(year));
  });

  it('never fall on a weekend, where they would say nothing', () => {
    expect(ENGLAND_AND_WALES_ROWS.filter((row) => dayOfWeek(row.date) > 5)).toEqual([]);
  });

  it('name their substitute days', () => {
    const title = (date: LocalDate) => englandAndWales.holidays.get(date)?.title;
    expect(title('2021-12-27')).toBe('Christmas Day (substitute day)');
    expect(title('2021-12-28')).toBe('Boxing Day (substitute day)');
    expect(title('2022-12-26')).toBe('Boxing Day');
    expect(title('2022-12-27')).toBe('Christmas Day (substitute day)');
    expect(title('2006-01-02')).toBe('New Year’s Day (substitute day)');
    expect(title('2006-04-14')).toBe('Good Friday');
  });
});

// workalendar/workalendar#381, #712; mysociety/whatdotheyknow-theme#1392: late and moved holidays are rows, no script.
describe('what was known on a date', () => {
  const worked = (knownOn: LocalDate, date: LocalDate) => isWorkingDay(date, englandAndWalesAsKnownOn(knownOn));

  it.each([
    ['2022-09-19', '2022-09-09', '2022-09-10'],
    ['2023-05-08', '2022-11-05', '2022-11-06'],
    ['2020-05-08', '2019-06-06', '2019-06-07'],
    ['2011-04-29', '2010-11-22', '2010-11-23'],
    ['2012-06-05', '2010-01-04', '2010-01-05'],
    ['2022-06-03', '2020-11-11', '2020-11-12'],
    ['2002-06-03', '2000-11-23', '2000-11-24'],
  ])('%s was an ordinary day on %s and a holiday from %s', (date, dayBefore, day) => {
    expect([worked(dayBefore, date), worked(day, date)]).toEqual([true, false]);
  });

  it.each([
    ['2020-05-04', '2019-06-06', '2019-06-07'],
    ['2022-05-30', '2020-11-11', '2020-11-12'],
    ['2012-05-28', '2010-01-04', '2010-01-05'],
    ['2002-05-27', '2000-11-23', '2000-11-24'],
    ['1995-05-01', '1993-12-15', '1993-12-16'],
  ])('%s was a holiday on %s and given up on %s', (date, dayBefore, day) => {
    expect([worked(dayBefore, date), worked(day, date)]).toEqual([false, true]);
    expect(isWorkingDay(date, englandAndWales)).toBe(true);
  });

  it('does not reach into years whose holidays were still to come', () => {
    const calendar = englandAndWalesAsKnownOn('2005-12-31');
    expect(calendar.years).toEqual({ from: 1995, to: 2007 });
    expect(isWorkingDay('2007-12-31', calendar)).toBe(true);
    expect(() => isWorkingDay('2008-01-01', calendar)).toThrow(MissingHolidays);
    expect(englandAndWalesAsKnownOn('2006-01-01').years.to).toBe(2008);
    expect(() => isWorkingDay('1995-01-03', englandAndWalesAsKnownOn('1990-01-01'))).toThrow(MissingHolidays);
  });

  it('is in the end what the built-in calendar holds', () => {
    const calendar = englandAndWalesAsKnownOn('2026-11-24');
    expect([...calendar.holidays]).toEqual([...englandAndWales.holidays]);
    expect(calendar.years).toEqual(englandAndWales.years);
    expect(calendar.id).not.toBe(englandAndWales.id);
  });
});

// glpi computeDate(), correspondence_tool_staff bank_holiday.rb: no data was read as no holidays.
describe('a year without data', () => {
  it.each([
    ['1995-01-01', '1994-12-31', 1994],
    ['2028-12-31', '2029-01-01', 2029],
  ])('fails closed: %s is known, %s is an error that names the year', (known, missing, year) => {
    expect(isWorkingDay(known, englandAndWales)).toBe(false);
    expect(() => isWorkingDay(missing, englandAndWales)).toThrow(
      new MissingHolidays(year, 'england-and-wales-1995-2028'),
    );
    expect(() => isWorkingDay(missing, englandAndWales)).toThrow(String(year));
  });

  it('fails for a weekend too, and for a text that is no date', () => {
    expect(dayOfWeek('2029-01-06')).toBe(6);
    expect(() => isWorkingDay('2029-01-06', englandAndWales)).toThrow(MissingHolidays);
    expect(() => isWorkingDay('soon', englandAndWales)).toThrow(RangeError);
  });
});

describe('a calendar of one’s own', () => {
  it('cannot have a week without working days', () => {
    expect(() => holidayCalendar([], { id: 'none', years: { from: 2026, to: 2026 }, week: [] })).toThrow(RangeError);
  });
});

/** The eight ordinary holidays by rule, in order of date: the second source that the table is checked against. */
function ordinaryHolidays(year: number): LocalDate[] {
  const easter = easterSunday(year);
  const christmas = [`${year}-12-25`, `${year}-12-26`].filter((date) => dayOfWeek(date) <= 5);
  for (let date = `${year}-12-27`; christmas.length < 2; date = addDays(date, 1)) {
    if (dayOfWeek(date) <= 5) christmas.push(date);
  }
  let newYear = `${year}-01-01`;
  while (dayOfWeek(newYear) > 5) newYear = addDays(newYear, 1);
  const mondays = [mondayFrom(`${year}-05-01`), mondayFrom(`${year}-05-25`), mondayFrom(`${year}-08-25`)];
  return [newYear, addDays(easter, -2), addDays(easter, 1), ...mondays, ...christmas];
}

function mondayFrom(date: LocalDate): LocalDate {
  return addDays(date, (8 - dayOfWeek(date)) % 7);
}

/** Gauss's rule with the corrections for 1900 to 2099. */
function easterSunday(year: number): LocalDate {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = (moon === 29 && sunday === 6) || (moon === 28 && sunday === 6 && year % 19 > 10);
  return addDays(`${year}-03-22`, moon + sunday - (late ? 7 : 0));
}
