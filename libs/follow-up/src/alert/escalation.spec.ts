import { describe, expect, it } from '@jest/globals';
import { defaultLadder, type Rulebook } from '@kept-informed/commitments';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { acted, answerable, given, only, settledAt, under } from '../../../../test/support/given.js';
import {
  assigned,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  told as past,
} from '../../../../test/support/facts.js';
import { escalateUndelivered, handOverAlert } from './alert.decide.js';
import { nextUp } from './escalation.rules.js';

/** An arrest of Thursday 13 January 2022: due on the 20th, rungs on the 19th, 21st, 25th and 28th. */
const book = only('VC20-ARREST');
const start = '2022-01-13T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start), milestone('suspect-arrested', start)];
const chase = contact('vic', start, { direction: 'inbound', outcome: 'received', purpose: 'chase' });

function scene(at: string, by: Rulebook, ...more: (typeof chase)[]): FollowUp {
  const state = given(...crime, ...more);
  settledAt(state, by, instant(at));
  return state;
}

const alertOf = (state: FollowUp, rung: string) => [...state.alerts.raised.values()].find((one) => one.rung === rung)!;

/** No message reaches whoever the alert goes to, again and again: all who are told in turn, and how often that failed. */
function climbed(state: FollowUp, rung: string, at: string, by = book): { told: string[]; failed: number } {
  const told = [alertOf(state, rung).recipient];
  for (let failed = 0; failed < 10; failed += 1) {
    const { alertId, recipient } = alertOf(state, rung);
    const who = { owner: 'pc-1', area: state.case!.area, book: by, now: instant(at) };
    acted(
      state,
      by,
      instant(at),
      escalateUndelivered(state.alerts, { alertId, recipient }, (one) => nextUp(one, who), who.now),
    );
    const next = alertOf(state, rung).recipient;
    if (next === recipient) return { told, failed: failed + 1 };
    told.push(next);
  }
  return { told, failed: Infinity };
}

describe('an alert whose recipients cannot be reached, one after the other (case 86)', () => {
  it.each([
    ['due-soon', '2022-01-19T10:00:00Z', ['pc-1', 'sgt-1', 'insp-1', 'perf-1']],
    ['missed', '2022-01-21T10:00:00Z', ['sgt-1', 'insp-1', 'perf-1']],
    ['escalated', '2022-01-25T10:00:00Z', ['insp-1', 'perf-1']],
    ['unresolved', '2022-01-28T10:00:00Z', ['perf-1']],
  ])('given %s, then each one up is told once, and of the last one only the failure is recorded', (rung, at, told) => {
    expect(climbed(scene(at, book), rung, at)).toEqual({ told, failed: told.length });
  });

  it('given a chase, then the role above each', () => {
    expect(climbed(scene(start, book, chase), 'chased', start).told).toEqual(['sgt-1', 'insp-1', 'perf-1']);
    const at = '2022-01-21T10:00:00Z';
    const later = contact('vic', at, { direction: 'inbound', outcome: 'received', purpose: 'chase' });
    const state = scene(at, book);
    acted(state, book, instant(at), [later.fact]);
    expect(climbed(state, 'chased', at).told).toEqual(['insp-1', 'perf-1']);
  });

  it('given a chase that was handed to somebody beside the roles, then each of these, the supervisor first', () => {
    const state = scene(start, book, chase);
    const { alertId } = alertOf(state, 'chased');
    acted(state, book, instant(start), handOverAlert(state.alerts, { alertId, to: 'pc-7' }, instant(start)));
    expect(climbed(state, 'chased', start).told).toEqual(['pc-7', 'sgt-1', 'insp-1', 'perf-1']);
  });

  it('given a ladder that ends with the supervisor, then the performance unit all the same', () => {
    const short = under(book, { ladder: defaultLadder.slice(0, 2) });
    const at = '2022-01-21T10:00:00Z';
    expect(climbed(scene(at, short), 'missed', at, short).told).toEqual(['sgt-1', 'perf-1']);
  });

  it('given it was handed to somebody beside the ladder, then whoever its next rung would go to', () => {
    const at = '2022-01-21T10:00:00Z';
    const state = scene(at, book);
    const { alertId } = alertOf(state, 'missed');
    acted(state, book, instant(at), handOverAlert(state.alerts, { alertId, to: 'pc-7' }, instant(at)));
    expect(climbed(state, 'missed', at).told).toEqual(['pc-7', 'insp-1', 'perf-1']);
  });

  it('given who is there changes meanwhile, then nobody who could not be reached is told again', () => {
    const at = '2022-01-21T10:00:00Z';
    const state = scene(at, book);
    let asked = 0;
    const turning = { ...book, answerable: { ...answerable, inspectorOf: () => ['insp-1', 'insp-2'][asked++ % 2]! } };
    const { told, failed } = climbed(state, 'missed', at, turning);
    expect(new Set(told).size).toBe(told.length);
    expect(told.at(-1)).toBe('perf-1');
    expect(failed).toBe(told.length);
  });

  it.each([
    ['acknowledged', (alertId: string, at: string) => past('AlertAcknowledged', at, { alertId, withPlan: false })],
    [
      'put aside',
      (alertId: string, at: string) => past('AlertSnoozed', at, { alertId, until: '2022-01-22T09:00:00.000Z' }),
    ],
  ])('given whom it is for has %s it, then nothing; given it was handed over since, then it climbs', (_, acting) => {
    const at = '2022-01-21T10:00:00Z';
    const state = scene(at, book);
    const { alertId } = alertOf(state, 'missed');
    const fail = (recipient: string) =>
      escalateUndelivered(state.alerts, { alertId, recipient }, () => 'insp-1', instant(at)).map(({ type }) => type);
    acted(state, book, instant(at), [acting(alertId, at).fact]);
    expect(fail('sgt-1')).toEqual([]);
    acted(state, book, instant(at), handOverAlert(state.alerts, { alertId, to: 'sgt-2' }, instant(at)));
    expect(fail('sgt-2')).toEqual(['AlertUndeliverable', 'AlertHandedOver']);
  });

  it('given it was put aside and is back, then it climbs', () => {
    const at = '2022-01-21T10:00:00Z';
    const state = scene(at, book);
    const { alertId } = alertOf(state, 'missed');
    const until = '2022-01-22T09:00:00.000Z';
    acted(state, book, instant(at), [{ type: 'AlertSnoozed', data: { alertId, until }, occurred: instant(at) }]);
    settledAt(state, book, until);
    expect(climbed(state, 'missed', until).told).toEqual(['sgt-1', 'insp-1', 'perf-1']);
  });
});

describe('an alert about what binds another body', () => {
  const wcu = { ...answerable, postFor: (body: string) => (body === 'witness-care' ? 'wcu-1' : null) };
  const alerted = (ids: string[], trigger: string) => {
    const by = { ...only(...ids), answerable: { ...wcu, supervisorOf: (id: string) => `above ${id}` } };
    const state = given(caseOpened(start), assigned('pc-1', start), joined('vic', start), milestone(trigger, start));
    settledAt(state, by, '2022-01-13T10:00:01.000Z', '2022-01-20T10:00:00.000Z', '2022-01-21T10:00:00.000Z');
    const raised = [...state.alerts.raised.values()];
    return Object.fromEntries(raised.map(({ rung, recipient }) => [rung, recipient]));
  };

  it('goes to the post that the force names for it, and to the supervisor of that', () => {
    expect(alerted(['VC20-BAILHEAR'], 'bail-hearing-outcome-received')).toMatchObject({
      'due-soon': 'wcu-1',
      missed: 'above wcu-1',
    });
  });

  it('goes to the owner where none is named, and where the promise binds the force as well', () => {
    expect(alerted(['VC20-DROP'], 'charges-dropped')).toMatchObject({ 'due-soon': 'pc-1', missed: 'above pc-1' });
    expect(alerted(['VC20-CHARGE'], 'charge-decided')).toMatchObject({ 'due-soon': 'pc-1', missed: 'above pc-1' });
  });

  it('climbs past that post to whoever is above it', () => {
    const by = { ...only('VC20-BAILHEAR'), answerable: { ...wcu, supervisorOf: (id: string) => `above ${id}` } };
    const state = given(caseOpened(start), assigned('pc-1', start), joined('vic', start));
    const told = milestone('bail-hearing-outcome-received', start);
    acted(state, by, instant(start), [told.fact]);
    settledAt(state, by, '2022-01-19T10:00:00.000Z');
    const who = { owner: 'pc-1', area: undefined, book: by, now: '2022-01-19T10:00:00.000Z' };
    expect(nextUp(alertOf(state, 'due-soon'), who, 'VC20-BAILHEAR')).toBe('above wcu-1');
    expect(nextUp(alertOf(state, 'due-soon'), who)).toBe('above pc-1');
  });
});
