import { describe, expect, it } from '@jest/globals';
import { answerable, firstTerms, rulebook } from '../../../../test/support/given.js';
import { instant } from '../../../../test/support/facts.js';
import { ladder, recipientOf } from './ladder.rules.js';

const days = (dueOn: string, dueAt: string, limit = 'P5D') =>
  ladder({ dueOn, dueAt: instant(dueAt), limit, terms: firstTerms }, rulebook).rungs.map(
    ({ rung, at }) => `${rung} ${at.replace('.000Z', 'Z')}`,
  );

describe('the alert ladder of a due date', () => {
  it.each([
    ['a Wednesday', '2026-02-11', '2026-02-12T00:00:00Z', '02-10T09:00', '02-14T00:00', '02-19T00:00'],
    ['a Monday: the Friday before', '2026-02-09', '2026-02-10T00:00:00Z', '02-06T09:00', '02-12T00:00', '02-17T00:00'],
    ['a Sunday: the Friday before', '2026-02-08', '2026-02-09T00:00:00Z', '02-06T09:00', '02-11T00:00', '02-14T00:00'],
    ['the Tuesday after Easter', '2026-04-07', '2026-04-07T23:00:00Z', '04-02T08:00', '04-09T23:00', '04-14T23:00'],
    [
      'the Monday after the clocks went forward',
      '2026-03-30',
      '2026-03-30T23:00:00Z',
      '03-27T09:00',
      '04-01T23:00',
      '04-08T23:00',
    ],
    ['the Tuesday after that', '2026-03-31', '2026-03-31T23:00:00Z', '03-30T08:00', '04-02T23:00', '04-09T23:00'],
    [
      'the Monday after the clocks went back',
      '2026-10-26',
      '2026-10-27T00:00:00Z',
      '10-23T08:00',
      '10-29T00:00',
      '11-03T00:00',
    ],
    ['Christmas Eve', '2026-12-24', '2026-12-25T00:00:00Z', '12-23T09:00', '12-31T00:00', '01-06T00:00'],
    ['Christmas Day', '2026-12-25', '2026-12-26T00:00:00Z', '12-24T09:00', '12-31T00:00', '01-06T00:00'],
  ])(
    'given %s, then it warns at 09:00 on the working day before and climbs after 2 and 5 working days',
    (_, on, at, soon, two, five) => {
      const year = (monthAndTime: string) => (monthAndTime.startsWith('01-') ? '2027' : '2026');
      expect(days(on, at)).toEqual([
        `due-soon 2026-${soon}:00Z`,
        `missed ${at}`,
        `escalated ${year(two)}-${two}:00Z`,
        `unresolved ${year(five)}-${five}:00Z`,
      ]);
    },
  );

  it('given 24 hours, then it warns six hours before, and keeps the time of day on the later rungs', () => {
    expect(days('2026-02-12', '2026-02-12T15:30:00Z', 'PT24H')).toEqual([
      'due-soon 2026-02-12T09:30:00Z',
      'missed 2026-02-12T15:30:00Z',
      'escalated 2026-02-16T15:30:00Z',
      'unresolved 2026-02-19T15:30:00Z',
    ]);
  });

  it('given 24 hours over the change of the clocks, then the quarter is elapsed hours', () => {
    expect(days('2026-03-29', '2026-03-29T05:00:00Z', 'PT24H')[0]).toBe('due-soon 2026-03-28T23:00:00Z');
  });

  it.each([
    ['forward', '2026-03-29T08:00:00Z', '2026-03-31T08:00:00Z'],
    ['back', '2026-10-25T09:00:00Z', '2026-10-27T09:00:00Z'],
  ])(
    'given hours that end at 09:00 on the day the clocks go %s, then the later rungs are at 09:00 too',
    (_, at, escalated) => {
      expect(days(at.slice(0, 10), at, 'PT24H')[2]).toBe(`escalated ${escalated}`);
    },
  );
});

describe('who is told of a rung', () => {
  const area = { bcu: 'South Cumbria' };
  const to = (owner: string | undefined, more: Partial<typeof answerable> = {}) =>
    firstTerms.ladder.map((step) =>
      recipientOf(step.to, { owner, area }, { ...rulebook, answerable: { ...answerable, ...more } }, now),
    );
  const nobody = () => null;
  const now = '2026-07-08T11:00:00.000Z';

  it.each<[string, string | undefined, Partial<typeof answerable>, string[]]>([
    ['an owner', 'pc-1', {}, ['pc-1', 'sgt-1', 'insp-1', 'perf-1']],
    ['no owner: straight to the supervisor of the area', undefined, {}, ['sgt-area', 'sgt-area', 'insp-1', 'perf-1']],
    ['no owner and no supervisor', undefined, { supervisorOfArea: nobody }, ['insp-1', 'insp-1', 'insp-1', 'perf-1']],
    ['an owner without a supervisor', 'pc-1', { supervisorOf: nobody }, ['pc-1', 'insp-1', 'insp-1', 'perf-1']],
    ['the inspector as owner', 'insp-1', { supervisorOf: nobody }, ['insp-1', 'perf-1', 'perf-1', 'perf-1']],
    ['an owner who is their own supervisor', 'sgt-1', {}, ['sgt-1', 'insp-1', 'insp-1', 'perf-1']],
    ['no inspector', 'pc-1', { inspectorOf: nobody }, ['pc-1', 'sgt-1', 'perf-1', 'perf-1']],
    ['an owner on leave', 'pc-1', { standInFor: nobody }, ['sgt-1', 'sgt-1', 'insp-1', 'perf-1']],
    ['an owner for whom somebody acts', 'pc-1', { standInFor: () => 'pc-2' }, ['pc-2', 'sgt-1', 'insp-1', 'perf-1']],
    [
      'an owner on leave without a supervisor',
      'pc-1',
      { standInFor: nobody, supervisorOf: nobody },
      ['insp-1', 'insp-1', 'insp-1', 'perf-1'],
    ],
    [
      'nobody at all',
      undefined,
      { supervisorOfArea: nobody, inspectorOf: nobody },
      ['perf-1', 'perf-1', 'perf-1', 'perf-1'],
    ],
  ])('given %s', (_, owner, more, expected) => {
    expect(to(owner, more)).toEqual(expected);
  });

  it('is asked for the very instant', () => {
    const at = (...asked: string[]): string => asked.at(-1)!;
    const asking = {
      standInFor: at,
      supervisorOf: at,
      supervisorOfArea: (_: unknown, when: string) => when,
      inspectorOf: (_: unknown, when: string) => when,
      performanceUnit: at,
    };
    expect([...to('pc-1', asking), ...to(undefined, asking)]).toEqual(Array.from({ length: 8 }, () => now));
  });
});
