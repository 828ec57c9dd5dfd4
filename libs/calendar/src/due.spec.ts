import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDayNumber, dayNumber } from './dates.js';
import { due, dueOnly } from './due.js';
import { englandAndWales, englandAndWalesAsKnownOn, MissingHolidays } from './holidays.js';
import { UncountableLimit, type DueRequest } from './limits.js';
import { localDate } from './zones.js';

const calendar = englandAndWales;
const working = (from: string, limit: string) => dueOnly({ from, limit, unit: 'working', calendar }).dueOn;
const byCalendar = (from: string, limit: string) => dueOnly({ from, limit, unit: 'calendar', calendar }).dueOn;

describe('the vectors of standards.md, Golden vectors', () => {
  it.each([
    ['2006-01-13', '2006-01-16 2006-01-17 2006-01-20 2006-01-27 2006-01-23 2006-02-10 2006-02-13'],
    ['2006-04-12', '2006-04-13 2006-04-18 2006-04-21 2006-04-28 2006-04-22 2006-05-10 2006-05-12'],
    ['2006-01-31', '2006-02-01 2006-02-02 2006-02-07 2006-02-14 2006-02-10 2006-02-28 2006-02-28'],
    ['2010-11-01', '2010-11-02 2010-11-03 2010-11-08 2010-11-15 2010-11-11 2010-11-29 2010-12-01'],
    ['2022-09-08', '2022-09-09 2022-09-12 2022-09-15 2022-09-23 2022-09-18 2022-10-06 2022-10-08'],
  ])('from %s', (event, expected) => {
    const workingDays = ['P1D', 'P2D', 'P5D', 'P10D'].map((limit) => working(event, limit));
    const calendarDays = ['P10D', 'P28D', 'P1M'].map((limit) => byCalendar(event, limit));
    expect([...workingDays, ...calendarDays]).toEqual(expected.split(' '));
  });

  it('from 8 September 2022 before and after 19 September was proclaimed', () => {
    const tenDays = (knownOn: string) =>
      dueOnly({ from: '2022-09-08', limit: 'P10D', unit: 'working', calendar: englandAndWalesAsKnownOn(knownOn) })
        .dueOn;
    expect(tenDays('2022-09-08')).toBe('2022-09-22');
    expect(tenDays('2022-09-09')).toBe('2022-09-22');
    expect(tenDays('2022-09-10')).toBe('2022-09-23');
  });

  it('beginning with Friday 13 January 2006, five working days end on Thursday the 19th', () => {
    const request: DueRequest = {
      from: '2006-01-13',
      limit: 'P5D',
      unit: 'working',
      convention: 'begins-with',
      calendar,
    };
    expect(dueOnly(request).dueOn).toBe('2006-01-19');
  });
});

describe('the day of the event', () => {
  it('is the London day: 23:30 UTC on 7 July 2006 counts from the 8th', () => {
    expect(byCalendar('2006-07-07T23:30:00.000Z', 'P10D')).toBe('2006-07-18');
    expect(byCalendar('2006-07-07T22:59:59.999Z', 'P10D')).toBe('2006-07-17');
  });

  it('is the zone’s day where another zone is configured', () => {
    const request: DueRequest = {
      from: '2006-07-07T23:30:00.000Z',
      limit: 'P10D',
      unit: 'calendar',
      calendar,
      zone: 'UTC',
    };
    expect(dueOnly(request)).toEqual({ dueOn: '2006-07-17', dueAt: '2006-07-18T00:00:00.000Z' });
  });
});

describe('the end of a limit', () => {
  // medic/cht-core#1757: date against datetime.
  it('of days is the end of the London day, summer and winter', () => {
    expect(dueOnly({ from: '2026-11-17', limit: 'P10D', unit: 'calendar', calendar }).dueAt).toBe(
      '2026-11-28T00:00:00.000Z',
    );
    expect(dueOnly({ from: '2026-06-17', limit: 'P10D', unit: 'calendar', calendar }).dueAt).toBe(
      '2026-06-27T23:00:00.000Z',
    );
  });

  it('falls on the days of the clock changes at their own midnight', () => {
    expect(dueOnly({ from: '2026-03-28', limit: 'P1D', unit: 'calendar', calendar }).dueAt).toBe(
      '2026-03-29T23:00:00.000Z',
    );
    expect(dueOnly({ from: '2026-10-24', limit: 'P1D', unit: 'calendar', calendar }).dueAt).toBe(
      '2026-10-26T00:00:00.000Z',
    );
  });

  it('of no days is the end of the same day, whatever the unit, convention or weekday', () => {
    const sameDay = { dueOn: '2006-01-14', dueAt: '2006-01-15T00:00:00.000Z' };
    for (const unit of ['calendar', 'working'] as const) {
      for (const convention of ['after', 'begins-with'] as const) {
        expect(dueOnly({ from: '2006-01-14T10:00:00Z', limit: 'P0D', unit, convention, calendar })).toEqual(sameDay);
      }
    }
  });
});

describe('elapsed hours', () => {
  const hours = (from: string, limit: string) => dueOnly({ from, limit, unit: 'elapsed', calendar });

  // OTRS/otrs#787: solution time wrong at the clock change.
  it.each([
    ['2026-03-28T12:00:00Z', { dueOn: '2026-03-29', dueAt: '2026-03-29T12:00:00.000Z' }],
    ['2026-10-24T23:30:00+01:00', { dueOn: '2026-10-25', dueAt: '2026-10-25T22:30:00.000Z' }],
    ['2005-12-24T09:00:00Z', { dueOn: '2005-12-25', dueAt: '2005-12-25T09:00:00.000Z' }],
  ])('run on over weekends, holidays and clock changes from %s', (from, expected) => {
    expect(hours(from, 'PT24H')).toEqual(expected);
  });

  it('that end at midnight are due on the day that ends then', () => {
    expect(hours('2026-01-05T00:00:00.000Z', 'PT24H')).toEqual({
      dueOn: '2026-01-05',
      dueAt: '2026-01-06T00:00:00.000Z',
    });
    expect(hours('2026-01-05T00:00:00.001Z', 'PT24H')).toEqual({
      dueOn: '2026-01-06',
      dueAt: '2026-01-06T00:00:00.001Z',
    });
  });
});

describe('rolling forward', () => {
  const roll = (from: string, limit: string, rollForward?: boolean) =>
    dueOnly({ from, limit, unit: 'calendar', calendar, rollForward }).dueOn;

  it('happens only where it is asked for', () => {
    expect(roll('2008-10-05', 'P20D')).toBe('2008-10-25');
    expect(roll('2008-10-05', 'P20D', false)).toBe('2008-10-25');
    expect(roll('2008-10-05', 'P20D', true)).toBe('2008-10-27');
    expect(roll('2008-10-04', 'P20D', true)).toBe('2008-10-24');
  });

  it('passes over holidays and applies to months', () => {
    expect(roll('2008-12-05', 'P20D', true)).toBe('2008-12-29');
    expect(roll('2019-09-27', 'P1M', true)).toBe('2019-10-28');
  });
});

describe('limits that begin with the day of the event', () => {
  const begins = (from: string, limit: string, unit: 'calendar' | 'working') =>
    dueOnly({ from, limit, unit, convention: 'begins-with', calendar }).dueOn;

  it('count a day that is not worked from the next working day', () => {
    expect(begins('2006-01-14', 'P1D', 'working')).toBe('2006-01-16');
    expect(begins('2006-01-14', 'P5D', 'working')).toBe('2006-01-20');
  });

  it('count calendar days from the day itself', () => {
    expect(begins('2006-01-14', 'P1D', 'calendar')).toBe('2006-01-14');
    expect(begins('2006-01-14', 'P10D', 'calendar')).toBe('2006-01-23');
  });

  it.each([
    ['2026-03-01', '2026-03-31'],
    ['2026-01-13', '2026-02-12'],
    ['2026-01-28', '2026-02-27'],
    ['2026-01-29', '2026-02-28'],
    ['2026-01-31', '2026-02-28'],
  ])('count a month from %s to %s', (from, to) => {
    expect(begins(from, 'P1M', 'calendar')).toBe(to);
  });
});

describe('what cannot be counted', () => {
  it.each<[string, DueRequest['unit'], string]>([
    ['agreed', 'calendar', '2026-01-05'],
    ['', 'working', '2026-01-05'],
    ['P1M', 'working', '2026-01-05'],
    ['P2W', 'working', '2026-01-05'],
    ['PT24H', 'calendar', '2026-01-05T10:00:00Z'],
    ['PT24H', 'working', '2026-01-05T10:00:00Z'],
    ['P1D', 'elapsed', '2026-01-05T10:00:00Z'],
    ['PT24H', 'elapsed', '2026-01-05'],
    ['P10D', 'calendar', '2026-02-30'],
    ['P10D', 'calendar', '2026-01-05T10:00:00'],
  ])('%j in %s time from %s is refused', (limit, unit, from) => {
    expect(() => dueOnly({ from, limit, unit, calendar })).toThrow(UncountableLimit);
  });

  it('fails closed on the first year that is not known, and names it', () => {
    expect(working('2028-12-28', 'P1D')).toBe('2028-12-29');
    expect(() => working('2028-12-28', 'P2D')).toThrow(MissingHolidays);
    expect(() => working('2028-12-28', 'P2D')).toThrow('2029');
    expect(byCalendar('2028-12-28', 'P10D')).toBe('2029-01-07');
  });
});

describe('due and dueOnly', () => {
  it('give the same answer, and the steps end on it', () => {
    const request = fc.record({
      from: fc.integer({ min: dayNumber('1996-01-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber),
      limit: fc.integer({ min: 0, max: 40 }).map((n) => `P${n}D`),
      unit: fc.constantFrom('calendar' as const, 'working' as const),
      convention: fc.constantFrom('after' as const, 'begins-with' as const),
      rollForward: fc.boolean(),
    });
    fc.assert(
      fc.property(request, (asked) => {
        const full = due({ ...asked, calendar });
        expect({ dueOn: full.dueOn, dueAt: full.dueAt }).toEqual(dueOnly({ ...asked, calendar }));
        expect(full.steps.at(-1)?.date).toBe(full.dueOn);
        expect(localDate(full.dueAt) > full.dueOn).toBe(true);
        const countedDays = full.steps.filter((step) => step.counted).length;
        if (asked.unit === 'working') expect(`P${countedDays}D`).toBe(asked.limit);
      }),
    );
  });
});
