import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type LocalDate } from './dates.js';
import { due } from './due.js';
import { englandAndWales } from './holidays.js';
import { withoutStops, type Stop } from './stops.js';
import { isWorkingDay } from './working-days.js';
import { endOfDay, localDate } from './zones.js';

const zone = 'Europe/London';
const stop = (from: string, to: string) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
const dueOn = (limit: string, unit: 'calendar' | 'working', ...stops: ReturnType<typeof stop>[]) =>
  due({ from: '2026-05-14', limit, unit, calendar: englandAndWales, zone, stops }).dueOn;

describe('while a clock stands still', () => {
  it.each([
    ['two minutes over midnight', '2026-05-18T22:59:00Z', '2026-05-18T23:01:00Z', '2026-05-24', '2026-05-28'],
    ['a millisecond less than a date', '2026-05-18T23:00:00.001Z', '2026-05-19T23:00:00Z', '2026-05-24', '2026-05-28'],
    ['a whole date', '2026-05-18T23:00:00Z', '2026-05-19T23:00:00Z', '2026-05-25', '2026-05-29'],
    ['Friday 18:00 to Monday 08:00', '2026-05-15T17:00:00Z', '2026-05-18T07:00:00Z', '2026-05-26', '2026-05-28'],
    ['noon to noon', '2026-05-18T11:00:00Z', '2026-05-19T11:00:00Z', '2026-05-25', '2026-05-29'],
    ['noon to just before noon', '2026-05-18T11:00:00Z', '2026-05-19T10:59:59.999Z', '2026-05-24', '2026-05-28'],
    ['up to the event', '2026-05-01T08:00:00Z', '2026-05-13T23:00:00Z', '2026-05-24', '2026-05-28'],
    ['from before the event', '2026-05-01T08:00:00Z', '2026-05-15T23:00:00Z', '2026-05-26', '2026-06-01'],
    [
      'the day of the event from noon, and a morning',
      '2026-05-14T11:00:00Z',
      '2026-05-15T11:00:00Z',
      '2026-05-25',
      '2026-05-29',
    ],
    ['after the end', '2026-06-04T08:00:00Z', '2026-06-08T16:00:00Z', '2026-05-24', '2026-05-28'],
  ])(
    'given ten days from 14 May 2026 and a stop of %s, then they end then',
    (_, from, to, calendarDays, workingDays) => {
      expect(dueOn('P10D', 'calendar', stop(from, to))).toBe(calendarDays);
      expect(dueOn('P9D', 'working', stop(from, to))).toBe(workingDays);
    },
  );

  it('given ten stops of 30 seconds around midnights, then they move nothing', () => {
    const nights = ['13', '14', '15', '16', '17', '18', '19', '20', '21', '22'];
    const stops = nights.map((day) => stop(`2026-05-${day}T22:59:45Z`, `2026-05-${day}T23:00:15Z`));
    expect(dueOn('P10D', 'calendar', ...stops)).toBe('2026-05-24');
    expect(dueOn('P9D', 'working', ...stops)).toBe('2026-05-28');
  });

  it('given parts of several dates, then they are added, 24 hours to a day', () => {
    const mornings = ['18', '19', '20', '21'].map((day) =>
      stop(`2026-05-${day}T06:00:00Z`, `2026-05-${day}T12:00:00Z`),
    );
    expect(dueOn('P10D', 'calendar', ...mornings)).toBe('2026-05-25');
    expect(dueOn('P10D', 'calendar', ...mornings.slice(1))).toBe('2026-05-24');
  });

  it.each([
    ['of 23 hours', '2026-03-20', stop('2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z')],
    ['of 25 hours', '2026-10-16', stop('2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z')],
  ])('given a date %s that lies wholly inside, then it is one day', (_, from, one) => {
    const asked = { from, limit: 'P10D', unit: 'calendar', calendar: englandAndWales, zone, stops: [one] } as const;
    expect(due(asked).dueOn).toBe(addDays(from, 11));
  });

  it('given stops that overlap or touch, then they are one', () => {
    const stops = [
      stop('2026-05-18T08:00:00Z', '2026-05-20T08:00:00Z'),
      stop('2026-05-19T08:00:00Z', '2026-05-22T08:00:00Z'),
    ];
    expect(dueOn('P10D', 'calendar', ...stops)).toBe('2026-05-28');
    expect(dueOn('P10D', 'calendar', ...stops.toReversed())).toBe('2026-05-28');
  });

  it('given a month, then its stopped days are made up for behind the corresponding date', () => {
    expect(dueOn('P1M', 'calendar', stop('2026-06-01T08:00:00Z', '2026-06-11T08:00:00Z'))).toBe('2026-06-24');
  });

  it.each([
    ['that day', '2026-05-24T20:00:00Z', '2026-05-24T22:59:59.999Z', '2026-05-24'],
    ['its end', '2026-05-24T20:00:00Z', '2026-05-24T23:00:00Z', '2026-05-24'],
    ['the first moment of the next', '2026-05-24T20:00:00Z', '2026-05-24T23:00:00.001Z', '2026-05-25'],
    ['the next morning', '2026-05-24T20:00:00Z', '2026-05-25T05:00:00Z', '2026-05-25'],
    ['the morning after that', '2026-05-24T20:00:00Z', '2026-05-26T05:00:00Z', '2026-05-26'],
  ])(
    'given a limit that would end inside a stop until %s, then it ends with the day on which it runs again',
    (...row) => {
      const [, from, to, expected] = row;
      expect(dueOn('P10D', 'calendar', stop(from, to))).toBe(expected);
    },
  );

  it('given that it runs again on a day that ends inside the next stop, then it ends with the day after that one', () => {
    const evening = stop('2026-05-24T20:00:00Z', '2026-05-25T05:00:00Z');
    const next = stop('2026-05-25T20:00:00Z', '2026-05-26T05:00:00Z');
    expect(dueOn('P10D', 'calendar', evening, next)).toBe('2026-05-26');
  });

  it('given a working-day limit that would end inside a stop until a Saturday, then it ends with Monday', () => {
    const friday = stop('2026-05-22T20:00:00Z', '2026-05-23T05:00:00Z');
    expect(dueOn('P6D', 'working')).toBe('2026-05-22');
    expect(dueOn('P6D', 'working', friday)).toBe('2026-05-26');
  });

  it('given a limit that ends on the day of its event, then a stop over its end moves it to the day it runs again', () => {
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
      '2026-05-22 does not: paused: its part and those of other days make up a day',
      '2026-05-23 does not: Saturday',
      '2026-05-24 does not: Sunday',
      '2026-05-25 does not: bank holiday: Spring bank holiday',
      '2026-05-26 does not: paused: the clock stood still',
      '2026-05-27 counts: working day 2 of 2',
    ]);
  });

  it('given calendar days, then the pause is one step between the first and the last', () => {
    const stops = [stop('2026-05-15T23:00:00Z', '2026-05-19T08:00:00Z')];
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
  const hour = 3_600_000;
  const at = (hours: number) => new Date(Date.parse(`${first}T12:00:00Z`) + hours * hour).toISOString();
  const spans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 200 })).map(([from, hours]) => ({
      from: at(from),
      to: at(from + hours),
    })),
    { maxLength: 4 },
  );

  /** How much time of counted dates from the day after the first up to a date is stopped, minute by minute of an hour. */
  function stoppedHours(last: LocalDate, stops: readonly Stop[], counts: (date: LocalDate) => boolean): number {
    let hours = 0;
    for (let n = 0; n < 4000; n += 1) {
      const date = localDate(at(n), zone);
      if (date > last) break;
      if (date >= first && counts(date) && stops.some(({ from, to }) => from <= at(n) && at(n) < to)) hours += 1;
    }
    return hours;
  }

  it.each(['calendar', 'working'] as const)('then a limit in %s days moves by about what was stopped of it', (unit) => {
    const counts = (date: LocalDate) => unit === 'calendar' || isWorkingDay(date, englandAndWales);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), spans, (n, stops) => {
        const asked = { from: at(0), limit: `P${n}D`, unit, calendar: englandAndWales, zone };
        const [moved, unstopped] = [due({ ...asked, stops }).dueOn, due(asked).dueOn];
        let days = 0;
        for (let date = unstopped; date < moved;) if (counts((date = addDays(date, 1)))) days += 1;
        const stopped = stoppedHours(moved, stops, counts) / 24;
        expect(counts(moved)).toBe(true);
        expect(days).toBeGreaterThanOrEqual(Math.floor(stopped - 1 / 24));
        // Each that lies over an end makes it that of the day on which it runs again, of which some was left.
        expect(days).toBeLessThanOrEqual(Math.floor(stopped + 1 / 24) + stops.length);
        expect(stops.some(({ from, to }) => from < endOfDay(moved, zone) && endOfDay(moved, zone) < to)).toBe(false);
      }),
    );
  });
});
