import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, dateOfDayNumber, dayNumber, dayOfWeek, daysBetween, parseLocalDate } from './dates.js';

const anyDate = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }).map(dateOfDayNumber);

describe('parseLocalDate', () => {
  it.each(['2026-11-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    '2026-01-01\n',
    '+002026-01-01',
    '',
  ])('refuses %j', (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });
});

describe('days', () => {
  it('are added over month and year ends', () => {
    expect(addDays('2005-12-22', 10)).toBe('2006-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('lie as far apart as were added', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: -5000, max: 5000 }),
        (date, n) => daysBetween(date, addDays(date, n)) === n,
      ),
    );
  });

  it('are refused where dates no longer sort as text, and where there is no date', () => {
    expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('tomorrow', 1)).toThrow(RangeError);
  });

  it('have their weekday, Monday first', () => {
    expect(['2006-01-09', '2006-01-13', '2006-01-14', '2006-01-15'].map(dayOfWeek)).toEqual([1, 5, 6, 7]);
    expect(['1970-01-01', '1969-12-31', '1969-12-28'].map(dayOfWeek)).toEqual([4, 3, 7]);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-28', 1, '2026-02-28'],
    ['2026-01-27', 1, '2026-02-27'],
    ['2026-09-30', 4, '2027-01-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2000-01-31', 1, '2000-02-29'],
    ['1900-01-31', 1, '1900-02-28'],
  ])('%s and %i months is %s', (anchor, n, expected) => {
    expect(addMonths(anchor, n)).toBe(expected);
  });

  it('keeps the day of the month or takes the last one', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 400 }), (date, n) => {
        const result = addMonths(date, n);
        const lastOfMonth = addDays(result, 1).endsWith('-01');
        expect(parseLocalDate(result)).toBe(result);
        expect(result.slice(8) === date.slice(8) || (lastOfMonth && result.slice(8) < date.slice(8))).toBe(true);
      }),
    );
  });

  it('refuses to leave the years that sort as text', () => {
    expect(() => addMonths('9999-12-31', 1)).toThrow(RangeError);
    expect(addMonths('9999-11-30', 1)).toBe('9999-12-30');
  });
});
