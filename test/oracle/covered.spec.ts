import { describe, expect, it } from '@jest/globals';
import { caseOpened, closed, contact, instant, joined, planned, type PastFact } from '../support/facts.js';
import { only } from '../support/given.js';
import { optedBackIn, optedOut, on, paused, resumed, struckOut, voided, waived } from '../support/rulings.js';
import { coverageOf, owedDays } from './covered.js';
import { historyOf } from './lives.js';

/** Of one participant in a period, asked long after. */
function coverage(told: readonly PastFact[], id: string, from: string, to: string, now = '2026-12-31') {
  const inOrder = told.toSorted((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0));
  const { personDays, coveredDays } = coverageOf(
    owedDays(historyOf(inOrder, only(...id.split(', ')), instant(now)), from, to),
  );
  return `${coveredDays}/${personDays}`;
}

const opened = [caseOpened('2026-03-02T10:00:00Z'), joined('vic', '2026-03-02T10:00:00Z')];
const monthly = [...opened, contact('vic', '2026-03-20T10:00:00Z'), contact('vic', '2026-04-24T10:00:00Z')];

describe('the coverage that the second interpreter counts', () => {
  it('given the first example of coverage, then 27 days of 30 are covered', () => {
    expect(coverage(monthly, 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('27/30');
  });

  it('given calls on four days more, then it stays as it was', () => {
    const calls = [16, 17, 18, 19].map((day) => contact('vic', `2026-03-${day}T10:00:00Z`));
    expect(coverage([...monthly, ...calls], 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('27/30');
  });

  it('given a date that has not ended, then it does not count yet', () => {
    expect(coverage(monthly, 'QOS-UPDATE', '2026-04-01', '2026-04-30', '2026-04-10T22:59:59Z')).toBe('9/9');
    expect(coverage(monthly, 'QOS-UPDATE', '2026-04-01', '2026-04-30', '2026-04-10T23:00:00Z')).toBe('10/10');
  });

  it('given the second example of coverage, then 31 days of 34 are covered', () => {
    const told = [
      caseOpened('2026-03-03T10:00:00Z'),
      joined('vic', '2026-03-03T10:00:00Z'),
      planned('vic', 'P14D', '2026-03-03T10:00:00Z'),
      contact('vic', '2026-03-10T10:00:00Z'),
      optedOut('vic', 'all', '2026-03-20T09:00:00Z', { optOutId: 'out' }),
      optedBackIn('out', '2026-03-30T11:00:00Z'),
      closed('2026-04-16T09:00:00Z'),
    ];
    expect(coverage(told, 'VC20-PERIODIC', '2026-03-01', '2026-04-30')).toBe('31/34');
  });

  it.each([
    ['2026-03-10T10:00:00Z', '13/13'],
    ['2026-03-02T15:00:00Z', '13/13'],
  ])('given a plan agreed at %s, then days from the first after day 0 of the case count: %s', (at, days) => {
    const told = [...opened, planned('vic', 'P14D', at), contact('vic', '2026-03-09T10:00:00Z')];
    expect(coverage(told, 'QOS-UPDATE, VC20-PERIODIC', '2026-03-01', '2026-03-15')).toBe(days);
  });

  it.each([
    ['after the next was missed', '2026-04-25T10:00:00Z'],
    ['before', '2026-04-10T10:00:00Z'],
  ])('given an update that was struck out %s, then it covers nothing', (_, at) => {
    const told = [...opened, contact('vic', '2026-03-20T10:00:00Z', { contactId: 'k1' }), struckOut('k1', at)];
    expect(coverage(told, 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('2/30');
  });

  it.each([
    ['the day before a waiver', '2026-04-09', '2/9'],
    ['the day of it', '2026-04-10', '2/10'],
  ])('given a month waived late, up to %s its days count', (_, to, days) => {
    const duty = { ...on('QOS-UPDATE', 'vic', 'c1'), period: 1 };
    expect(coverage([...opened, waived(duty, '2026-04-10T10:00:00Z')], 'QOS-UPDATE', '2026-04-01', to)).toBe(days);
  });

  it('given a month waived in time, then from the day after until the next month nothing counts', () => {
    const told = [...opened, waived(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-10T10:00:00Z')];
    expect(coverage(told, 'QOS-UPDATE', '2026-03-01', '2026-04-02')).toBe('8/8');
    expect(coverage(told, 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('0/28');
  });

  it('given a month that a supervisor found never to be owed, then none of its days counts', () => {
    const told = [...opened, voided(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-10T10:00:00Z')];
    expect(coverage(told, 'QOS-UPDATE', '2026-03-01', '2026-04-02')).toBe('0/0');
    expect(coverage(told, 'QOS-UPDATE', '2026-03-01', '2026-03-09', '2026-03-10T09:59:59Z')).toBe('7/7');
    expect(coverage(told, 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('0/28');
  });

  it('given a pause of what was missed, then its days count, for what is missed cannot be paused', () => {
    const missed = paused(on('QOS-UPDATE', 'vic', 'c1'), '2026-04-10T10:00:00Z');
    expect(coverage([...opened, missed], 'QOS-UPDATE', '2026-04-01', '2026-04-30')).toBe('2/30');
  });

  it('given a pause that lasts, then its day counts and none after it', () => {
    const stops = paused(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-10T12:00:00Z');
    expect(coverage([...opened, stops], 'QOS-UPDATE', '2026-03-01', '2026-06-30')).toBe('8/8');
  });

  it('given a pause of two whole days, then these do not count, and what follows is covered as much longer', () => {
    const stops = paused(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-04T12:00:00Z');
    const told = [...opened, stops, resumed((stops.fact.data as any).rulingId, '2026-03-07T12:00:00Z')];
    expect(coverage(told, 'QOS-UPDATE', '2026-03-01', '2026-03-07')).toBe('3/3');
    expect(coverage(told, 'QOS-UPDATE', '2026-04-01', '2026-04-07')).toBe('5/7');
  });
});
