import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type LocalDate } from './dates.js';
import { due } from './due.js';
import { englandAndWales } from './holidays.js';
import { isStopped, lastUnstopped, stoppedDates, withoutStops } from './stops.js';
import { isWorkingDay } from './working-days.js';

const zone = 'Europe/London';
const stop = (from: string, to: string) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
const dueOn = (limit: string, unit: 'calendar' | 'working', ...stops: ReturnType<typeof stop>[]) =>
  due({ from: '2026-05-14', limit, unit, calendar: englandAndWales, zone, stops }).dueOn;

describe('while a clock stands still', () => {
  it.each([
    ['stopped and started on one day', '2026-05-18T08:00:00Z', '2026-05-18T16:00:00Z', '2026-05-24', '2026-05-28'],
    ['one night', '2026-05-18T22:30:00Z', '2026-05-19T05:00:00Z', '2026-05-25', '2026-05-29'],
    ['over midnight in summer time', '2026-05-18T22:59:59.999Z', '2026-05-18T23:00:00Z', '2026-05-25', '2026-05-29'],
    ['before the start', '2026-05-01T08:00:00Z', '2026-05-14T16:00:00Z', '2026-05-24', '2026-05-28'],
    [
      'from before the start into the limit',
      '2026-05-01T08:00:00Z',
      '2026-05-16T16:00:00Z',
      '2026-05-25',
      '2026-05-29',
    ],
    ['from the last day on', '2026-05-24T08:00:00Z', '2026-05-30T16:00:00Z', '2026-05-30', '2026-06-03'],
    ['after the end', '2026-06-04T08:00:00Z', '2026-06-08T16:00:00Z', '2026-05-24', '2026-05-28'],
  ])('given ten days from 14 May 2026 and a stop %s, then they end then', (_, from, to, calendarDays, workingDays) => {
    expect(dueOn('P10D', 'calendar', stop(from, to))).toBe(calendarDays);
    expect(dueOn('P9D', 'working', stop(from, to))).toBe(workingDays);
  });

  it('given stops that overlap or touch, then they are one', () => {
    const stops = [
      stop('2026-05-18T08:00:00Z', '2026-05-20T08:00:00Z'),
      stop('2026-05-19T08:00:00Z', '2026-05-22T08:00:00Z'),
    ];
    expect(stoppedDates(stops, zone)).toEqual([{ from: '2026-05-18', to: '2026-05-22' }]);
    expect(dueOn('P10D', 'calendar', ...stops)).toBe('2026-05-28');
    expect(dueOn('P10D', 'calendar', ...stops.toReversed())).toBe('2026-05-28');
  });

  it('given a month, then its stopped days are made up for behind the corresponding date', () => {
    expect(dueOn('P1M', 'calendar', stop('2026-06-01T08:00:00Z', '2026-06-11T08:00:00Z'))).toBe('2026-06-24');
  });

  it('given a limit that ends on the day of its event, then a stop on that day moves it to the day it runs again', () => {
    expect(dueOn('P0D', 'calendar', stop('2026-05-14T08:00:00Z', '2026-05-16T08:00:00Z'))).toBe('2026-05-16');
  });

  it.each([
    ['inside', stop('2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z'), '2026-10-25T22:00:00.000Z'],
    ['before', stop('2026-10-24T02:00:00Z', '2026-10-24T12:00:00Z'), '2026-10-25T12:00:00.000Z'],
    [
      'that begins before and ends inside',
      stop('2026-10-24T02:00:00Z', '2026-10-24T13:00:00Z'),
      '2026-10-25T13:00:00.000Z',
    ],
    ['the moment before the end', stop('2026-10-25T11:59:59.999Z', '2026-10-25T13:00:00Z'), '2026-10-25T13:00:00.001Z'],
    ['at the end', stop('2026-10-25T12:00:00Z', '2026-10-25T13:00:00Z'), '2026-10-25T12:00:00.000Z'],
  ])('given 24 hours over the change of the clocks and a stop %s, then exactly that is made up for', (_, one, end) => {
    expect(withoutStops('2026-10-24T12:00:00.000Z', '2026-10-25T12:00:00.000Z', [one])).toBe(end);
  });
});

describe('the steps of a limit that was stopped (case 87)', () => {
  it('given working days, then a weekend in the pause stays a weekend, and each day is told once', () => {
    const stops = [stop('2026-05-22T08:00:00Z', '2026-05-27T08:00:00Z')];
    const { steps } = due({
      from: '2026-05-20',
      limit: 'P2D',
      unit: 'working',
      calendar: englandAndWales,
      zone,
      stops,
    });
    expect(steps.map(({ date, counted, reason }) => `${date} ${counted ? 'counts' : 'does not'}: ${reason}`)).toEqual([
      '2026-05-20 does not: day 0: the day of the event',
      '2026-05-21 counts: working day 1 of 2',
      '2026-05-22 does not: paused: the clock stood still',
      '2026-05-23 does not: Saturday',
      '2026-05-24 does not: Sunday',
      '2026-05-25 does not: bank holiday: Spring bank holiday',
      '2026-05-26 does not: paused: the clock stood still',
      '2026-05-27 counts: working day 2 of 2',
    ]);
  });

  it('given calendar days, then the pause is one step between the first and the last', () => {
    const stops = [stop('2026-05-16T08:00:00Z', '2026-05-19T08:00:00Z')];
    const { steps } = due({
      from: '2026-05-14',
      limit: 'P5D',
      unit: 'calendar',
      calendar: englandAndWales,
      zone,
      stops,
    });
    expect(steps).toEqual([
      { date: '2026-05-14', counted: false, reason: 'day 0: the day of the event' },
      { date: '2026-05-16', counted: false, reason: 'paused up to 2026-05-18, not counted' },
      { date: '2026-05-22', counted: true, reason: 'day 5 of 5 calendar days' },
    ]);
  });
});

describe('any limit with any stops', () => {
  const first = '2026-03-25';
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(first, days));
  const spans = fc.array(
    fc.tuple(day, fc.integer({ min: 1, max: 12 })).map(([from, days]) => ({ from, to: addDays(from, days) })),
    { maxLength: 4 },
  );

  /** Day by day, in the plainest way. */
  function plainly(n: number, counts: (date: LocalDate) => boolean): LocalDate {
    let date = first;
    for (let left = n; left > 0;) if (counts((date = addDays(date, 1)))) left -= 1;
    return date;
  }

  it('then its last day is where counting day by day comes to, and is no stopped day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), spans, (n, given) => {
        const stops = given.map(({ from, to }) => stop(`${from}T12:00:00Z`, `${to}T12:00:00Z`));
        const dates = stoppedDates(stops, zone);
        const runs = (date: LocalDate) => !given.some(({ from, to }) => from <= date && date < to);
        const asked = { from: first, limit: `P${n}D`, calendar: englandAndWales, zone, stops };
        expect(due({ ...asked, unit: 'calendar' }).dueOn).toBe(plainly(n, runs));
        const works = (date: LocalDate) => runs(date) && isWorkingDay(date, englandAndWales);
        expect(due({ ...asked, unit: 'working' }).dueOn).toBe(plainly(n, works));
        expect(isStopped(lastUnstopped(addDays(first, 1), addDays(first, n), dates), dates)).toBe(false);
      }),
    );
  });
});
