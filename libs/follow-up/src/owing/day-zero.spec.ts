import { describe, expect, it } from '@jest/globals';
import { given, only, settledAt, standings, under } from '../../../../test/support/given.js';
import { caseOpened, contact, instant, joined, planned, type PastFact } from '../../../../test/support/facts.js';

const monthly = only('QOS-UPDATE');
const onSchedule = under(monthly, { anchors: { 'QOS-UPDATE': 'schedule' } });

function statuses(book: typeof monthly, now: string, ...told: PastFact[]): string[] {
  const from = '2026-03-02T10:00:00Z';
  const state = given(caseOpened(from), joined('vic', from), ...told);
  settledAt(state, book, instant(now));
  return standings(state, instant(now));
}

const call = (at: string) => contact('vic', at);

describe('what is told on the date on which a period starts (rules.md, Day 0)', () => {
  it.each([
    ['at the instant at which the case is opened', '2026-03-02T10:00:00Z', ['2026-04-02: open']],
    ['in the last moment of that day', '2026-03-02T23:59:59.999Z', ['2026-04-02: open']],
    ['in the first moment of the next', '2026-03-03T00:00:00Z', ['2026-04-02: met', '2026-04-03: open']],
  ])('given an update %s, then it meets the first period only from the next day on', (_, at, expected) => {
    expect(statuses(monthly, at, call(at))).toEqual(expected.map((rest) => `QOS-UPDATE vic due ${rest}`));
  });

  it('given the call that opens the case and then silence, then the month is missed', () => {
    expect(statuses(monthly, '2026-04-02T23:00:00Z', call('2026-03-02T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-04-02: missed',
    ]);
  });

  it('given a second update on the day of the one that met a period, then the next is not met by it', () => {
    const told = [call('2026-03-20T09:00:00Z'), call('2026-03-20T17:00:00Z')];
    expect(statuses(monthly, '2026-03-20T17:00:00Z', ...told)).toEqual([
      'QOS-UPDATE vic due 2026-04-02: met',
      'QOS-UPDATE vic due 2026-04-20: open',
    ]);
  });

  it('given the call in which a plan is agreed and then silence, then the first period of the plan is missed', () => {
    const told = [call('2026-03-09T10:00:00Z'), planned('vic', 'P14D', '2026-03-09T10:00:00Z')];
    expect(statuses(only('VC20-PERIODIC'), '2026-03-24T00:00:00Z', ...told)).toEqual([
      'VC20-PERIODIC vic due 2026-03-23: missed',
    ]);
  });

  it.each([
    ['before', '2026-03-09T09:55:00Z'],
    ['as', '2026-03-09T10:00:00Z'],
    ['after', '2026-03-09T10:05:00Z'],
  ])('given a call in the minutes %s a plan is agreed, then it meets the month that the plan replaces', (_, at) => {
    const told = [call(at), planned('vic', 'P14D', '2026-03-09T10:00:00Z')];
    const owed = statuses(only('QOS-UPDATE', 'VC20-PERIODIC'), '2026-03-09T12:00:00Z', ...told);
    expect(owed.filter((line) => !line.endsWith('superseded')).sort()).toEqual([
      'QOS-UPDATE vic due 2026-04-02: met',
      'VC20-PERIODIC vic due 2026-03-23: open',
    ]);
  });

  it('given a call on the day after a plan is agreed, then the month was replaced and the plan is met', () => {
    const told = [planned('vic', 'P14D', '2026-03-09T10:00:00Z'), call('2026-03-10T00:00:00Z')];
    const owed = statuses(only('QOS-UPDATE', 'VC20-PERIODIC'), '2026-03-10T00:00:00Z', ...told);
    expect(owed.slice(0, 2)).toEqual([
      'QOS-UPDATE vic due 2026-04-02: superseded',
      expect.stringMatching(/VC20.*: met$/),
    ]);
  });
});

describe('updates in a series on a fixed schedule (rules.md, Anchors)', () => {
  it('given an update on day 0, then it meets no window', () => {
    expect(statuses(onSchedule, '2026-03-02T10:00:00Z', call('2026-03-02T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-04-02: open',
    ]);
  });

  it('given an update after a missed point, then it meets that late and the window in which it falls', () => {
    expect(statuses(onSchedule, '2026-04-20T10:00:00Z', call('2026-04-20T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-04-02: met-late',
      'QOS-UPDATE vic due 2026-05-02: met',
    ]);
  });

  it.each([
    ['on the last day of a window', '2026-04-02T22:59:59.999Z', ['2026-04-02: met', '2026-05-02: missed']],
    ['on the first day of the next', '2026-04-02T23:00:00Z', ['2026-04-02: met-late', '2026-05-02: met']],
  ])('given an update %s, then it meets that window', (_, at, expected) => {
    const owed = statuses(onSchedule, '2026-05-02T23:00:00Z', call(at));
    expect(owed.slice(0, 2)).toEqual(expected.map((rest) => `QOS-UPDATE vic due ${rest}`));
  });

  it('given two updates in one window, then the next is still to be met', () => {
    const told = [call('2026-03-10T10:00:00Z'), call('2026-03-20T10:00:00Z')];
    expect(statuses(onSchedule, '2026-04-02T23:00:00Z', ...told)).toEqual([
      'QOS-UPDATE vic due 2026-04-02: met',
      'QOS-UPDATE vic due 2026-05-02: open',
    ]);
  });
});
