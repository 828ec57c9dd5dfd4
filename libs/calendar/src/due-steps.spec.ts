import { describe, expect, it } from '@jest/globals';
import { due } from './due.js';
import { englandAndWales } from './holidays.js';
import type { DueRequest } from './limits.js';

const told = (request: Omit<DueRequest, 'calendar'>) =>
  due({ ...request, calendar: englandAndWales }).steps.map(
    ({ date, counted, reason }) => `${date} ${counted ? 'counted' : 'not counted'}: ${reason}`,
  );

describe('the steps of a due date', () => {
  it('name each working day and each day left out', () => {
    expect(told({ from: '2006-04-12', limit: 'P2D', unit: 'working' })).toEqual([
      '2006-04-12 not counted: day 0: the day of the event',
      '2006-04-13 counted: working day 1 of 2',
      '2006-04-14 not counted: bank holiday: Good Friday',
      '2006-04-15 not counted: Saturday',
      '2006-04-16 not counted: Sunday',
      '2006-04-17 not counted: bank holiday: Easter Monday',
      '2006-04-18 counted: working day 2 of 2',
    ]);
  });

  it('begin with the day of the event where the convention says so', () => {
    expect(told({ from: '2006-01-14', limit: 'P1D', unit: 'working', convention: 'begins-with' })).toEqual([
      '2006-01-14 not counted: Saturday',
      '2006-01-15 not counted: Sunday',
      '2006-01-16 counted: working day 1 of 1',
    ]);
    expect(told({ from: '2006-01-14', limit: 'P1D', unit: 'calendar', convention: 'begins-with' })).toEqual([
      '2006-01-14 counted: day 1: the day of the event',
    ]);
    expect(told({ from: '2006-01-14', limit: 'P10D', unit: 'calendar', convention: 'begins-with' })).toEqual([
      '2006-01-14 counted: day 1: the day of the event',
      '2006-01-23 counted: day 10 of 10 calendar days',
    ]);
  });

  it('sum up calendar days and tell each day of rolling forward', () => {
    expect(told({ from: '2008-12-05', limit: 'P20D', unit: 'calendar', rollForward: true })).toEqual([
      '2008-12-05 not counted: day 0: the day of the event',
      '2008-12-25 counted: day 20 of 20 calendar days',
      '2008-12-25 not counted: rolled forward off bank holiday: Christmas Day',
      '2008-12-26 not counted: rolled forward off bank holiday: Boxing Day',
      '2008-12-27 not counted: rolled forward off Saturday',
      '2008-12-28 not counted: rolled forward off Sunday',
      '2008-12-29 not counted: rolled forward to the next working day',
    ]);
  });

  it('say whether a month has the corresponding date', () => {
    expect(told({ from: '2026-01-28', limit: 'P1M', unit: 'calendar' }).at(-1)).toBe(
      '2026-02-28 counted: 1 month on: the corresponding date',
    );
    expect(told({ from: '2026-01-31', limit: 'P1M', unit: 'calendar' }).at(-1)).toBe(
      '2026-02-28 counted: 1 month on: the last day of a month without a day 31',
    );
    expect(told({ from: '2026-01-13', limit: 'P2M', unit: 'calendar', convention: 'begins-with' })).toEqual([
      '2026-01-13 counted: day 1: the day of the event',
      '2026-03-12 counted: 2 months end here, counting the day of the event',
    ]);
  });

  it('tell hours by their start and their end', () => {
    expect(told({ from: '2026-03-28T12:00:00.000Z', limit: 'PT24H', unit: 'elapsed' })).toEqual([
      '2026-03-28 not counted: the clock starts at 2026-03-28T12:00:00.000Z',
      '2026-03-29 counted: 24 elapsed hours end at 2026-03-29T12:00:00.000Z',
    ]);
  });

  it('say that no days end with the day itself', () => {
    expect(told({ from: '2026-03-28', limit: 'P0D', unit: 'calendar' })).toEqual([
      '2026-03-28 not counted: day 0: the limit ends with the day of the event',
    ]);
  });

  it('come with the calendar version and the zone they were counted in', () => {
    const answer = due({ from: '2026-03-28', limit: 'P1D', unit: 'working', calendar: englandAndWales });
    expect([answer.calendarVersion, answer.timeZone]).toEqual(['england-and-wales-1995-2028', 'Europe/London']);
    const elsewhere = due({
      from: '2026-03-28',
      limit: 'P1D',
      unit: 'working',
      calendar: englandAndWales,
      zone: 'UTC',
    });
    expect(elsewhere.timeZone).toBe('UTC');
  });
});
