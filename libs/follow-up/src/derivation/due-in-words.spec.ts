import { describe, expect, it } from '@jest/globals';
import { dueTeller, type DueToTell } from './due-in-words.rules.js';

/** Due at the end of Friday 27 November 2026, which in London is midnight. */
const byDate: DueToTell = {
  dueOn: '2026-11-27',
  dueAt: '2026-11-28T00:00:00.000Z',
  awaiting: null,
  status: 'open',
  open: true,
};
const byHour: DueToTell = { ...byDate, dueAt: '2026-11-27T14:05:00.000Z' };
const told = (owed: DueToTell, now: string) => dueTeller(now, 'Europe/London')(owed);

describe('when something is due, in words', () => {
  it.each([
    ['2026-11-22T12:00:00.000Z', 'due in 5 days'],
    ['2026-11-25T23:59:59.999Z', 'due in 2 days'],
    ['2026-11-26T00:00:00.000Z', 'due tomorrow'],
    ['2026-11-27T00:00:00.000Z', 'due today'],
    ['2026-11-27T23:59:59.999Z', 'due today'],
    ['2026-11-28T00:00:00.000Z', 'overdue by 1 day'],
    ['2026-11-28T23:59:59.999Z', 'overdue by 1 day'],
    ['2026-11-29T00:00:00.000Z', 'overdue by 2 days'],
    ['2027-01-27T12:00:00.000Z', 'overdue by 61 days'],
  ])('given a date as limit, then at %s it is %s', (now, words) => {
    expect(told(byDate, now)).toBe(words);
  });

  it.each([
    ['2026-11-25T14:05:00.000Z', 'due in 2 days'],
    ['2026-11-26T14:05:00.000Z', 'due tomorrow by 14:05'],
    ['2026-11-27T14:04:59.999Z', 'due today by 14:05'],
    ['2026-11-27T14:05:00.000Z', 'overdue by less than an hour'],
    ['2026-11-27T15:04:59.999Z', 'overdue by less than an hour'],
    ['2026-11-27T15:05:00.000Z', 'overdue by 1 hour'],
    ['2026-11-28T14:04:59.999Z', 'overdue by 23 hours'],
    ['2026-11-28T14:05:00.000Z', 'overdue by 1 day'],
  ])('given a limit in hours, then at %s it is %s', (now, words) => {
    expect(told(byHour, now)).toBe(words);
  });

  it('given summer time, then days are London’s', () => {
    const summer = { ...byDate, dueOn: '2026-07-07', dueAt: '2026-07-07T23:00:00.000Z' };
    expect([told(summer, '2026-07-07T22:59:59.999Z'), told(summer, '2026-07-07T23:00:00.000Z')]).toEqual([
      'due today',
      'overdue by 1 day',
    ]);
  });

  it.each<[string, Partial<DueToTell>, string]>([
    ['no limit is printed', { dueOn: null, dueAt: null }, 'no due date'],
    ['it awaits a calendar', { dueOn: null, dueAt: null, awaiting: 'calendar 2029' }, 'waits for the calendar of 2029'],
    ['its clock is stopped', { status: 'paused' }, 'its clock stands still'],
    ['it was missed before its clock was stopped', { status: 'missed' }, 'overdue by 2 days'],
    ['it is settled', { status: 'met', open: false }, 'was due on Friday 27 November 2026'],
    ['it is closed as missed for good', { status: 'missed', open: false }, 'was due on Friday 27 November 2026'],
  ])('given that %s, then that is said', (_, owed, words) => {
    expect(told({ ...byDate, ...owed }, '2026-11-29T12:00:00.000Z')).toBe(words);
  });
});
