import { describe, expect, it } from '@jest/globals';
import { englandAndWales } from '@kept-informed/calendar';
import { bookSince, defaultLadder, type Terms } from '@kept-informed/commitments';
import type { FollowUpEvent } from '@kept-informed/follow-up';
import { caseOpened, instant, joined, milestone } from '../../../test/support/facts.js';
import { rulebook } from '../../../test/support/given.js';
import { otherCalendar } from '../../../test/oracle/lives.js';
import { draftReach, isTouched } from './draft-reach.js';

const from = instant('2026-01-01T00:00:00Z');

function reachOf(change: Partial<Terms>) {
  const terms = (before: Terms): Terms => ({
    ...before,
    ...change,
    activated: change.calendar ? 'calendar' : 'policy',
  });
  return draftReach({ before: rulebook, after: bookSince(rulebook, { terms, reach: { to: 'recompute-all' } }, from) });
}

/** A victim of Monday 30 March, to be told of an arrest by Wednesday 8 April. */
const facts = [
  caseOpened('2026-03-30T09:00:00Z'),
  joined('vic', '2026-03-30T09:00:00Z'),
  milestone('suspect-arrested', '2026-03-30T10:00:00Z'),
].map(({ fact, recorded }) => ({ ...fact, recorded }) as FollowUpEvent);
const dueLast = {
  type: 'ObligationArose',
  data: { commitment: 'VC20-ARREST', dueOn: '2026-04-08' },
  occurred: facts[0]!.occurred,
  recorded: facts[0]!.recorded,
} as unknown as FollowUpEvent;
const known = [...facts, dueLast];

describe('a holiday of a draft', () => {
  it.each([
    ['on a date that days are counted over', '2026-04-01', true],
    ['behind the due date, where the alerts are', '2026-04-13', true],
    ['on the working day before it happened', '2026-03-27', true],
    ['a month before all of it', '2026-02-27', false],
    ['so far behind it that no limit reaches there', '2026-07-01', false],
  ])('%s: %s', (_, holiday, expected) => {
    expect(isTouched(known, reachOf({ calendar: otherCalendar(holiday) }), from)).toBe(expected);
  });

  it('touches a case far from it on which a rung was late already', () => {
    const raised = { ...dueLast, type: 'AlertRaised', occurred: from, recorded: instant('2026-01-05T00:00:00Z') };
    const reach = reachOf({ calendar: otherCalendar('2026-07-01') });
    expect(isTouched([...known, raised as FollowUpEvent], reach, from)).toBe(true);
  });
});

describe('a draft touches every case', () => {
  it.each<[string, Partial<Terms>]>([
    ['of the ladder', { ladder: defaultLadder.slice(1) }],
    ['of other years', { calendar: { ...englandAndWales, years: { from: 1995, to: 2030 } } }],
    ['of a working week', { calendar: { ...englandAndWales, week: new Set([1, 2, 3, 4] as const) } }],
    ['of a holiday and a promise', { calendar: otherCalendar('2026-07-01'), dayKinds: { 'QOS-FB-REPLY': 'working' } }],
  ])('%s', (_, change) => {
    expect(reachOf(change)).toBe('every-case');
  });
});
