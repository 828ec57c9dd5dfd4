import { describe, expect, it } from '@jest/globals';
import { readFeed } from './feed.rules.js';

const event = (date: string, title = 'Christmas Day') => ({ title, date, notes: '', bunting: true });
const division = (name: string, ...events: unknown[]) => ({ division: name, events });
const england = (...events: unknown[]) => division('england-and-wales', ...events);

describe('a holiday feed in gov.uk’s form', () => {
  it('case 21 (zammad/zammad#390): given all nations, then only England and Wales is looked at', () => {
    const feed = {
      'england-and-wales': england(event('2026-12-25', ' Christmas Day '), event('2027-01-01', 'New Year’s Day')),
      scotland: division('scotland', event('2026-11-30', 'St Andrew’s Day'), 'rubbish'),
      'northern-ireland': 'rubbish',
    };
    const read = readFeed(feed);
    if ('problems' in read) throw new Error('It was refused');
    expect(read.calendar.holidays).toEqual([
      { date: '2026-12-25', title: 'Christmas Day' },
      { date: '2027-01-01', title: 'New Year’s Day' },
    ]);
    expect(read.calendar.years).toEqual({ from: 2026, to: 2027 });
    const at = '/england-and-wales/events';
    expect([-1, 0, 1].map(read.calendar.field)).toEqual([at, `${at}/0`, `${at}/1`]);
  });

  it('given the longest name that can be shown, then it is read', () => {
    expect(readFeed(england(event('2026-12-25', 'x'.repeat(200))))).toHaveProperty('calendar');
  });

  it('given the one division alone, then it is read as well', () => {
    expect(readFeed(england(event('2026-12-25')))).toMatchObject({ calendar: { years: { from: 2026, to: 2026 } } });
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, ''],
    ['a list', [], ''],
    ['another nation', division('scotland', event('2026-12-25')), '/division'],
    [
      'another nation in the place of this one',
      { 'england-and-wales': division('scotland', event('2026-12-25')) },
      '/england-and-wales/division',
    ],
    ['other nations only', { scotland: division('scotland', event('2026-12-25')) }, '/england-and-wales'],
    ['no events', { 'england-and-wales': england() }, '/england-and-wales/events'],
    [
      'events that are none',
      { 'england-and-wales': { division: 'england-and-wales', events: {} } },
      '/england-and-wales/events',
    ],
    ['a date that is none', england(event('2026-12-25'), event('2026-02-30')), '/events/1/date'],
    ['a date in another form', england(event('25/12/2026')), '/events/0/date'],
    ['an event without a date', england({ title: 'Christmas Day' }), '/events/0/date'],
    ['an event without a name', england(event('2026-12-25', ' ')), '/events/0/title'],
    ['an event with a number for a name', england({ date: '2026-12-25', title: 7 }), '/events/0/title'],
    ['an event with a name too long to show', england(event('2026-12-25', 'x'.repeat(201))), '/events/0/title'],
    ['an event that is none', england(null), '/events/0/date'],
    ['a number for a date', england({ date: 20261225, title: 'Christmas Day' }), '/events/0/date'],
    ['text', 'england-and-wales', ''],
  ])('given %s, then it names where', (_, feed, field) => {
    const read = readFeed(feed);
    expect('problems' in read && read.problems.map((problem) => problem.field)).toEqual([field]);
  });
});
