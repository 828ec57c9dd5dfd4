import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDayNumber, dayNumber } from './dates.js';
import { epochMs, instantOfEpochMs } from './instants.js';
import { atLocalTime, endOfDay, localDate, startOfDay } from './zones.js';

const hoursOf = (date: string, zone?: string) =>
  (epochMs(endOfDay(date, zone)) - epochMs(startOfDay(date, zone))) / 3_600_000;

describe('the local date', () => {
  it('is London’s: 23:30 UTC on 7 July 2006 is already 8 July', () => {
    expect(localDate('2006-07-07T23:30:00.000Z')).toBe('2006-07-08');
  });

  it.each([
    ['2006-07-07T22:59:59.999Z', '2006-07-07'],
    ['2006-07-07T23:00:00.000Z', '2006-07-08'],
    ['2006-01-07T23:59:59.999Z', '2006-01-07'],
    ['2006-01-08T00:00:00.000Z', '2006-01-08'],
    ['2026-03-29T22:59:59.999Z', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', '2026-03-30'],
    ['2026-10-25T23:59:59.999Z', '2026-10-25'],
    ['2026-10-26T00:00:00.000Z', '2026-10-26'],
  ])('at %s is %s', (instant, date) => {
    expect(localDate(instant)).toBe(date);
  });

  it('reads an instant that is not in canonical form too', () => {
    expect(localDate('2006-07-08T00:30:00+05:00')).toBe('2006-07-07');
  });

  it('is the zone’s own, on both sides of the date line', () => {
    expect(localDate('2026-06-01T11:00:00.000Z', 'Pacific/Auckland')).toBe('2026-06-01');
    expect(localDate('2026-06-01T12:00:00.000Z', 'Pacific/Auckland')).toBe('2026-06-02');
    expect(localDate('2026-06-01T03:59:59.999Z', 'America/New_York')).toBe('2026-05-31');
    expect(localDate('2026-06-01T04:00:00.000Z', 'America/New_York')).toBe('2026-06-01');
  });

  it('passes over a date that a zone left out', () => {
    expect(localDate('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(localDate('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('agrees with the platform’s own zone table', () => {
    const shown = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
    const ms = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2028, 11, 31) });
    fc.assert(fc.property(ms, (at) => localDate(instantOfEpochMs(at)) === shown.format(at)));
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localDate('2026-01-01T00:00:00.000Z', 'Europe/Penrith')).toThrow(RangeError);
  });
});

describe('a day', () => {
  it('ends where the next one starts', () => {
    expect(endOfDay('2026-11-27')).toBe('2026-11-28T00:00:00.000Z');
    expect(endOfDay('2026-07-07')).toBe('2026-07-07T23:00:00.000Z');
    expect(startOfDay('2026-07-08')).toBe('2026-07-07T23:00:00.000Z');
  });

  it('is 23 hours long in London when the clocks go forward, 25 when they go back', () => {
    expect(['2026-03-28', '2026-03-29', '2026-03-30'].map((date) => hoursOf(date))).toEqual([24, 23, 24]);
    expect(['2026-10-24', '2026-10-25', '2026-10-26'].map((date) => hoursOf(date))).toEqual([24, 25, 24]);
    expect(hoursOf('2027-03-28')).toBe(23);
  });

  it('starts later where midnight itself is skipped', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(hoursOf('2018-11-04', 'America/Sao_Paulo')).toBe(23);
  });

  it('holds exactly the instants whose local date it is', () => {
    const date = fc.integer({ min: dayNumber('1995-01-01'), max: dayNumber('2028-12-31') }).map(dateOfDayNumber);
    fc.assert(
      fc.property(date, fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kathmandu'), (day, zone) => {
        expect(localDate(startOfDay(day, zone), zone)).toBe(day);
        expect(localDate(instantOfEpochMs(epochMs(endOfDay(day, zone)) - 1), zone)).toBe(day);
        expect(localDate(instantOfEpochMs(epochMs(startOfDay(day, zone)) - 1), zone) < day).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a local time', () => {
  it.each([
    ['2026-01-15', '09:00', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15', '09:00', '2026-07-15T08:00:00.000Z'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '00:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s is %s', (date, time, instant) => {
    expect(atLocalTime(date, time)).toBe(instant);
  });

  it.each(['24:00', '9:00', '09:60', '09:00:00', ''])('is refused as %j', (time) => {
    expect(() => atLocalTime('2026-01-15', time)).toThrow(RangeError);
  });
});
