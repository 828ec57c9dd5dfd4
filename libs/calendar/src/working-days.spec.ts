import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, type Weekday } from './dates.js';
import { englandAndWales, holidayCalendar, MissingHolidays } from './holidays.js';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  rollBackward,
  rollForward,
  whyNotWorked,
  workingDaysBetween,
  workingDaysInclusive,
} from './working-days.js';

const dateFrom = (from: string, to: string) =>
  fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOfDayNumber);
const aDate = dateFrom('1996-01-01', '2027-12-31');
const aCount = fc.integer({ min: 0, max: 60 });

describe('working days over Christmas 2005', () => {
  it('pass over 26 and 27 December and 2 January: 22 December and 5 is Tuesday 3 January', () => {
    expect(addWorkingDays('2005-12-22', 5, englandAndWales)).toBe('2006-01-03');
    expect(addWorkingDays('2005-12-22', 4, englandAndWales)).toBe('2005-12-30');
  });
});

describe('the calendar is of England and Wales only', () => {
  it.each(['2006-01-03', '2024-01-02', '2026-03-17', '2023-07-12', '2023-11-30'])('%s is worked', (date) => {
    expect(isWorkingDay(date, englandAndWales)).toBe(true);
  });
});

describe('a start that is no working day', () => {
  it.each(['2006-01-14', '2006-01-15'])('%s counts Monday as day 1', (date) => {
    expect(addWorkingDays(date, 1, englandAndWales)).toBe('2006-01-16');
  });

  it('gives the same answer as the Friday before it', () => {
    expect(addWorkingDays('2006-01-13', 1, englandAndWales)).toBe('2006-01-16');
  });
});

describe('the neighbours of a date', () => {
  it('are strict, and rolling keeps a working day', () => {
    const around = (date: string) =>
      [previousWorkingDay, rollBackward, rollForward, nextWorkingDay].map((move) => move(date, englandAndWales));
    expect(around('2006-04-13')).toEqual(['2006-04-12', '2006-04-13', '2006-04-13', '2006-04-18']);
    expect(around('2006-04-16')).toEqual(['2006-04-13', '2006-04-13', '2006-04-18', '2006-04-18']);
  });

  it('fail closed at the edge of the known years', () => {
    expect(nextWorkingDay('2028-12-28', englandAndWales)).toBe('2028-12-29');
    expect(() => nextWorkingDay('2028-12-29', englandAndWales)).toThrow(MissingHolidays);
    expect(() => previousWorkingDay('1995-01-03', englandAndWales)).toThrow(MissingHolidays);
  });

  it('say why a day is not worked', () => {
    expect(whyNotWorked('2006-04-14', englandAndWales)).toBe('bank holiday: Good Friday');
    expect(whyNotWorked('2006-04-15', englandAndWales)).toBe('Saturday');
    expect(whyNotWorked('2006-04-16', englandAndWales)).toBe('Sunday');
  });
});

describe('addWorkingDays', () => {
  it('of zero is the date itself, and a part of a day is refused', () => {
    expect(addWorkingDays('2006-01-14', 0, englandAndWales)).toBe('2006-01-14');
    expect(() => addWorkingDays('2006-01-13', 1.5, englandAndWales)).toThrow(RangeError);
    expect(() => addWorkingDays('2006-01-13', Number.NaN, englandAndWales)).toThrow(RangeError);
  });

  it('is undone by going back as many, from a working day', () => {
    fc.assert(
      fc.property(aDate, aCount, (date, n) => {
        const start = rollForward(date, englandAndWales);
        expect(addWorkingDays(addWorkingDays(start, n, englandAndWales), -n, englandAndWales)).toBe(start);
      }),
    );
  });

  it('never goes down when the start or the count goes up', () => {
    fc.assert(
      fc.property(aDate, aCount, fc.integer({ min: 0, max: 30 }), (date, n, later) => {
        const end = addWorkingDays(date, n, englandAndWales);
        expect(end <= addWorkingDays(addDays(date, later), n, englandAndWales)).toBe(true);
        expect(end < addWorkingDays(date, n + 1, englandAndWales)).toBe(true);
      }),
    );
  });

  it('ends on a working day with as many working days behind it as were asked for', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: 1, max: 60 }), (date, n) => {
        const end = addWorkingDays(date, n, englandAndWales);
        expect(isWorkingDay(end, englandAndWales)).toBe(true);
        expect(workingDaysInclusive(addDays(date, 1), end, englandAndWales)).toBe(n);
      }),
    );
  });
});

describe('counting working days', () => {
  it('leaves out the last day, or not', () => {
    expect(workingDaysBetween('2006-04-13', '2006-04-18', englandAndWales)).toBe(1);
    expect(workingDaysInclusive('2006-04-13', '2006-04-18', englandAndWales)).toBe(2);
  });

  it('is nothing for a span that ends before it begins', () => {
    expect(workingDaysBetween('2006-04-18', '2006-04-18', englandAndWales)).toBe(0);
    expect(workingDaysBetween('2006-04-18', '2006-04-13', englandAndWales)).toBe(0);
    expect(workingDaysInclusive('2006-04-18', '2006-04-13', englandAndWales)).toBe(0);
  });

  it('adds up: two spans that meet hold what the whole holds', () => {
    fc.assert(
      fc.property(aDate, aCount, aCount, (from, first, second) => {
        const middle = addDays(from, first);
        const to = addDays(middle, second);
        const count = (a: string, b: string) => workingDaysBetween(a, b, englandAndWales);
        expect(count(from, middle) + count(middle, to)).toBe(count(from, to));
      }),
    );
  });
});

// osTicket/osTicket#6739: wrong unless Monday and Thursday were worked.
describe('another working week', () => {
  it('may be any weekdays, even one', () => {
    const someWeek = fc.subarray<Weekday>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(someWeek, aDate, fc.integer({ min: 1, max: 20 }), (week, date, n) => {
        const calendar = holidayCalendar([], { id: 'some-week', years: { from: 1995, to: 2028 }, week });
        const end = addWorkingDays(date, n, calendar);
        expect(workingDaysInclusive(addDays(date, 1), end, calendar)).toBe(n);
        expect(isWorkingDay(end, calendar)).toBe(true);
        expect(addWorkingDays(date, week.length * n, calendar)).toBe(addDays(rollBackward(date, calendar), 7 * n));
      }),
    );
  });

  it('may work on single dates besides', () => {
    const calendar = holidayCalendar([{ date: '2014-06-02', title: 'A feast', knownFrom: '2012-01-01' }], {
      id: 'worked-sunday',
      years: { from: 2014, to: 2014 },
      workedDates: ['2014-06-01'],
    });
    expect(nextWorkingDay('2014-05-30', calendar)).toBe('2014-06-01');
    expect(nextWorkingDay('2014-06-01', calendar)).toBe('2014-06-03');
  });
});
