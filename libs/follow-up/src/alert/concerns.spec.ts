import { describe, expect, it } from '@jest/globals';
import type { NewFactOf } from '@kept-informed/event-store';
import type { FollowUp, FollowUpEvent } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import { acted, given, only, refusalOf, settledAt, told } from '../../../../test/support/given.js';
import {
  assigned,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';
import { corrected, mergedInto, struckOut } from '../../../../test/support/rulings.js';
import { escalateUndelivered, handOverAlert, snoozeAlert } from './alert.decide.js';

/** An arrest of Thursday 13 January 2022: due on the 20th, rungs on the 19th, 21st, 25th and 28th. */
const book = only('VC20-ARREST');
const start = '2022-01-13T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start), milestone('suspect-arrested', start)];
const chase = (at: string, to = 'vic') =>
  contact(to, at, { direction: 'inbound', outcome: 'received', purpose: 'chase' });
const unsafe = (at: string) => contact('vic', at, { method: 'letter', outcome: 'sent', route: 'unsafe' });

function scene(at: string, ...more: readonly PastFact[]): FollowUp {
  const state = given(...crime, ...more);
  settledAt(state, book, instant(at));
  return state;
}

const act = (state: FollowUp, at: string, facts: readonly NewFactOf<FollowUpEvent>[]) =>
  acted(state, book, instant(at), facts);
const nextCheckAt = (state: FollowUp, at: string) => reconcile(state, book, instant(at)).nextCheckAt;
const alerts = (state: FollowUp) =>
  [...state.alerts.raised.values()].map(({ rung, recipient, status }) => `${rung} ${recipient} ${status}`);
const alertId = (state: FollowUp, rung: string) =>
  [...state.alerts.raised.values()].find((alert) => alert.rung === rung)!.alertId;

describe('a participant who chases', () => {
  it('given nothing raised yet, then the supervisor is told at once, once, and nothing is met', () => {
    const state = scene(start);
    const facts = act(state, '2022-01-14T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact]);
    expect(told(facts)).toEqual([
      'ContactMade 2022-01-14T10:00:00.000Z',
      'ConcernRaised chased 2022-01-14T10:00:00.000Z',
    ]);
    expect(alerts(state)).toEqual(['chased sgt-1 open']);
    expect(settledAt(state, book, instant('2022-01-14T11:00:00Z'))).toEqual([]);
  });

  it.each([
    ['the owner alone was told', '2022-01-19T10:00:00Z', 'sgt-1'],
    ['it was missed', '2022-01-21T10:00:00Z', 'insp-1'],
    ['it was escalated', '2022-01-25T10:00:00Z', 'perf-1'],
    ['the last rung was raised', '2022-01-28T10:00:00Z', 'perf-1'],
  ])('given %s, then whoever the next rung would go to', (_, at, recipient) => {
    const state = scene(start);
    settledAt(state, book, instant(at));
    act(state, at, [chase(at).fact]);
    expect(alerts(state).at(-1)).toBe(`chased ${recipient} open`);
  });

  it('given an update that reaches them, then it is cleared; an attempt or an update to another is none', () => {
    const state = scene(start, joined('val', start));
    act(state, '2022-01-14T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact]);
    act(state, '2022-01-14T11:00:00Z', [contact('vic', '2022-01-14T11:00:00Z', { outcome: 'voicemail' }).fact]);
    act(state, '2022-01-14T12:00:00Z', [contact('val', '2022-01-14T12:00:00Z').fact]);
    expect(alerts(state)).toEqual(['chased sgt-1 open']);
    const [, ...cleared] = act(state, '2022-01-14T13:00:00Z', [contact('vic', '2022-01-14T13:00:00Z').fact]);
    expect(alerts(state)).toEqual(['chased sgt-1 cleared']);
    expect(cleared).toEqual([
      { type: 'AlertCleared', data: { alertId: alertId(state, 'chased') }, occurred: instant('2022-01-14T13:00:00Z') },
    ]);
    expect(settledAt(state, book, instant('2022-01-14T14:00:00Z'))).toEqual([]);
  });

  it('given its case is merged into another, then its alert is withdrawn, once', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact, unsafe('2022-01-14T10:30:00Z').fact]);
    act(state, '2022-01-14T11:00:00Z', [mergedInto('c2', '2022-01-14T11:00:00Z').fact]);
    expect(alerts(state)).toEqual(['chased sgt-1 withdrawn', 'unsafe-contact sgt-1 withdrawn']);
    expect(settledAt(state, book, instant('2022-01-14T12:00:00Z'))).toEqual([]);
  });

  it('given it was told of already when it is recorded, then nothing is raised', () => {
    const state = scene(start, contact('vic', '2022-01-14T13:00:00Z'));
    act(state, '2022-01-15T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact]);
    expect(alerts(state)).toEqual([]);
  });

  it.each([
    ['the moment before', '2022-01-14T09:59:59.999Z', ['chased sgt-1 open']],
    ['at the same time', '2022-01-14T10:00:00Z', []],
  ])('given they were told %s, then that answers it only if it was not before', (_, at, raised) => {
    const state = scene(start, joined('val', start), contact(['val', 'vic'], at));
    act(state, '2022-01-15T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact]);
    expect(alerts(state)).toEqual(raised);
  });

  it('given somebody else’s duty was missed, then the supervisor, as nothing of theirs was', () => {
    const state = scene('2022-01-21T10:00:00Z', joined('val', '2022-01-20T10:00:00Z'));
    act(state, '2022-01-21T10:00:00Z', [chase('2022-01-21T10:00:00Z', 'val').fact]);
    expect(alerts(state).at(-1)).toBe('chased sgt-1 open');
  });

  it('given it is struck out, then its alert is withdrawn', () => {
    const state = scene(start, contact('vic', '2022-01-13T11:00:00Z', { outcome: 'voicemail' }));
    act(state, '2022-01-14T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact]);
    const struck = struckOut('contact-2022-01-14T10:00:00Z', '2022-01-14T11:00:00Z');
    const facts = act(state, '2022-01-14T11:00:00Z', [struck.fact]);
    const data = { alertId: alertId(state, 'chased'), reason: 'no-longer-owed' };
    expect(facts.slice(1)).toEqual([{ type: 'AlertWithdrawn', data, occurred: struck.recorded }]);
    expect(alerts(state)).toEqual(['chased sgt-1 withdrawn']);
  });

  it.each([
    ['as long after as is still at once', '2022-01-14T10:01:00.000Z', false],
    ['a moment later', '2022-01-14T10:01:00.001Z', true],
  ])('given it is raised %s, then it is marked as caught up only where it is late', (_, at, caughtUp) => {
    const state = given(...crime, chase('2022-01-14T10:00:00Z'));
    const raised = settledAt(state, book, instant(at)).find(({ type }) => type === 'ConcernRaised');
    expect(raised!.data).toMatchObject({ caughtUp, contactId: 'contact-2022-01-14T10:00:00Z' });
  });

  it('given a call of the force, or one of theirs that asks for nothing, then nothing is raised', () => {
    const state = scene(start);
    const asking = contact('vic', '2022-01-14T10:00:00Z', { purpose: 'chase' });
    const offering = contact('vic', '2022-01-14T11:00:00Z', { direction: 'inbound', purpose: 'arrangement' });
    act(state, '2022-01-14T12:00:00Z', [asking.fact, offering.fact]);
    expect(alerts(state)).toEqual([]);
  });
});

describe('somebody who spoke without proving who they are', () => {
  const unproved = (more = {}) => contact('vic', '2022-01-14T10:00:00Z', { identityVerified: false, ...more }).fact;

  it('given it, then the supervisor is told, it meets nothing, and no later update clears it', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [unproved()]);
    act(state, '2022-01-15T10:00:00Z', [contact('vic', '2022-01-15T10:00:00Z').fact]);
    expect(alerts(state)).toEqual(['identity-not-proved sgt-1 open']);
    expect([...state.obligations.values()][0]!.outcome?.by).not.toBe('contact-2022-01-14T10:00:00Z');
  });

  it.each([
    ['nobody spoke', { outcome: 'no-answer' }],
    ['it was written', { method: 'email', outcome: 'sent' }],
    ['they did prove it', { identityVerified: true }],
  ] as const)('given %s, then nothing is raised', (_, more) => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [unproved(more)]);
    expect(alerts(state)).toEqual([]);
  });
});

describe('a contact by a route marked unsafe', () => {
  it('given it, then the supervisor is told, it meets nothing, and no later update clears it', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [unsafe('2022-01-14T10:00:00Z').fact]);
    act(state, '2022-01-15T10:00:00Z', [contact('vic', '2022-01-15T10:00:00Z').fact]);
    expect(alerts(state)).toEqual(['unsafe-contact sgt-1 open']);
    expect([...state.obligations.values()][0]!.outcome).toBeUndefined();
  });

  it('given a duty was missed and told of, then the supervisor all the same', () => {
    const state = scene('2022-01-21T10:00:00Z');
    act(state, '2022-01-21T10:00:00Z', [unsafe('2022-01-21T10:00:00Z').fact]);
    expect(alerts(state).at(-1)).toBe('unsafe-contact sgt-1 open');
  });

  it('given it went by another route after all, then its alert is withdrawn', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [unsafe('2022-01-14T10:00:00Z').fact]);
    const at = '2022-01-14T10:00:00Z';
    const right = corrected(`contact-${at}`, 'vic', at, '2022-01-14T11:00:00Z', {
      method: 'letter',
      outcome: 'sent',
      route: 'safe',
    });
    act(state, '2022-01-14T11:00:00Z', [right.fact]);
    expect(alerts(state)).toEqual(['unsafe-contact sgt-1 withdrawn']);
  });

  it('given they wrote by it themselves, then nothing is raised', () => {
    const state = scene(start);
    const letter = { direction: 'inbound', method: 'letter', outcome: 'received', route: 'unsafe' } as const;
    act(state, '2022-01-14T10:00:00Z', [contact('vic', '2022-01-14T10:00:00Z', letter).fact]);
    expect(alerts(state)).toEqual([]);
  });

  it('given no owner, then the supervisor of the area', () => {
    const state = given(caseOpened(start), joined('vic', start), unsafe('2022-01-14T10:00:00Z'));
    settledAt(state, book, instant('2022-01-14T10:00:00Z'));
    expect(alerts(state)).toEqual(['unsafe-contact sgt-area open']);
  });
});

describe('putting an alert aside', () => {
  const missed = '2022-01-21T00:00:00Z';

  function snoozed(until: string): FollowUp {
    const state = given(...crime);
    settledAt(state, book, instant(missed));
    act(
      state,
      missed,
      snoozeAlert(state.alerts, { alertId: alertId(state, 'missed'), until: instant(until) }, instant(missed)),
    );
    return state;
  }

  it('given it, then it comes back at that moment and not before, and the case is looked at then', () => {
    const state = snoozed('2022-01-22T09:00:00Z');
    expect(nextCheckAt(state, missed)).toBe(instant('2022-01-22T09:00:00Z'));
    expect(settledAt(state, book, instant('2022-01-22T08:59:59.999Z'))).toEqual([]);
    const awoke = settledAt(state, book, instant('2022-01-22T09:00:00Z'));
    expect(told(awoke)).toEqual(['AlertAwoke 2022-01-22T09:00:00.000Z']);
    expect(awoke[0]!.data).toMatchObject({ recipient: 'sgt-1' });
    expect(alerts(state)).toEqual(['missed sgt-1 open']);
  });

  it('given the next rung is due meanwhile, then it is raised all the same', () => {
    const state = snoozed('2022-02-18T09:00:00Z');
    expect(nextCheckAt(state, missed)).toBe(instant('2022-01-25T00:00:00Z'));
    settledAt(state, book, instant('2022-01-25T00:00:00Z'));
    expect(alerts(state)).toEqual(['missed sgt-1 snoozed', 'escalated insp-1 open']);
  });

  it('given the duty is met meanwhile, then it is cleared', () => {
    const state = snoozed('2022-02-18T09:00:00Z');
    const call = contact('vic', '2022-01-22T09:00:00Z', { tells: ['suspect-arrested'] });
    act(state, '2022-01-22T09:00:00Z', [call.fact]);
    expect(alerts(state)).toEqual(['missed sgt-1 cleared']);
  });

  it('given an alert about a contact, then it comes back too', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [unsafe('2022-01-14T10:00:00Z').fact]);
    const asked = { alertId: alertId(state, 'unsafe-contact'), until: instant('2022-01-15T09:00:00Z') };
    act(state, '2022-01-14T11:00:00Z', snoozeAlert(state.alerts, asked, instant('2022-01-14T11:00:00Z')));
    expect(nextCheckAt(state, '2022-01-14T11:00:00Z')).toBe(instant('2022-01-15T09:00:00Z'));
    settledAt(state, book, instant('2022-01-15T09:00:00Z'));
    expect(alerts(state)).toEqual(['unsafe-contact sgt-1 open']);
    expect(nextCheckAt(state, '2022-01-15T09:00:00Z')).toBe(instant('2022-01-19T09:00:00Z'));
  });

  it('given two alerts put aside, then the case is looked at when the first is back', () => {
    const state = scene(start);
    act(state, '2022-01-14T10:00:00Z', [chase('2022-01-14T10:00:00Z').fact, unsafe('2022-01-14T10:00:01Z').fact]);
    const now = '2022-01-14T11:00:00Z';
    const asideUntil = (rung: string, until: string) =>
      act(state, now, snoozeAlert(state.alerts, { alertId: alertId(state, rung), until }, instant(now)));
    asideUntil('chased', instant('2022-01-16T09:00:00Z'));
    asideUntil('unsafe-contact', instant('2022-01-15T09:00:00Z'));
    expect(nextCheckAt(state, now)).toBe(instant('2022-01-15T09:00:00Z'));
  });

  it('given now or before as its end, more than 30 days, one that has ended or is not there, then it is refused', () => {
    const state = snoozed('2022-02-18T09:00:00Z');
    expect(
      snoozeAlert(
        state.alerts,
        { alertId: alertId(state, 'missed'), until: instant('2022-02-19T09:00:00Z') },
        instant(missed),
      ),
    ).toMatchObject([{ type: 'AlertSnoozed', occurred: instant(missed) }]);
    const inDays = (days: number, ms = 0) => new Date(Date.parse(missed) + days * 86_400_000 + ms).toISOString();
    const asked =
      (until: string, id = alertId(state, 'missed')) =>
      () =>
        snoozeAlert(state.alerts, { alertId: id, until: instant(until) }, instant(missed));
    expect(refusalOf(asked(missed))).toMatchObject({ code: 'ends-before-it-begins', field: '/until' });
    expect(asked(inDays(30))()).toHaveLength(1);
    expect(refusalOf(asked(inDays(30, 1)))).toMatchObject({ code: 'too-far-ahead', field: '/until' });
    expect(refusalOf(asked('2022-02-18T09:00:00Z', 'none')).code).toBe('unknown-alert');
    act(state, '2022-01-22T09:00:00Z', [contact('vic', '2022-01-22T09:00:00Z', { tells: ['suspect-arrested'] }).fact]);
    expect(refusalOf(asked('2022-02-18T09:00:00Z')).code).toBe('alert-ended');
  });
});

describe('handing an alert over', () => {
  it('given it, then it is somebody else’s; to whom it is already, then it is refused', () => {
    const state = scene('2022-01-21T00:00:00Z');
    const id = alertId(state, 'missed');
    const now = instant('2022-01-21T10:00:00Z');
    const facts = handOverAlert(state.alerts, { alertId: id, to: 'sgt-2' }, now);
    expect(facts).toEqual([
      { type: 'AlertHandedOver', data: { alertId: id, from: 'sgt-1', to: 'sgt-2' }, occurred: now },
    ]);
    act(state, '2022-01-21T10:00:00Z', facts);
    expect(alerts(state)).toEqual(['missed sgt-2 open']);
    expect(refusalOf(() => handOverAlert(state.alerts, { alertId: id, to: 'sgt-2' }, now))).toMatchObject({
      code: 'already-theirs',
      field: '/to',
    });
  });
});

describe('an alert that no message can bring to its recipient (case 86)', () => {
  const now = instant('2022-01-21T10:00:00Z');
  const failing = (state: FollowUp, recipient = 'sgt-1', to: string | null = 'insp-1') =>
    escalateUndelivered(state.alerts, { alertId: alertId(state, 'missed'), recipient }, () => to, now);

  it('given it, then that is recorded and whoever comes next is told', () => {
    const state = scene('2022-01-21T00:00:00Z');
    const id = alertId(state, 'missed');
    expect(failing(state)).toEqual([
      { type: 'AlertUndeliverable', data: { alertId: id, recipient: 'sgt-1' }, occurred: now },
      {
        type: 'AlertHandedOver',
        data: { alertId: id, from: 'sgt-1', to: 'insp-1', undeliverable: true },
        occurred: now,
      },
    ]);
    expect(escalateUndelivered(state.alerts, { alertId: 'none', recipient: 'sgt-1' }, () => 'insp-1', now)).toEqual([]);
    act(state, '2022-01-21T10:00:00Z', failing(state));
    expect(alerts(state)).toEqual(['missed insp-1 open']);
    expect(failing(state)).toEqual([]);
  });

  it('given nobody comes next, then the failure alone is recorded', () => {
    const state = scene('2022-01-21T00:00:00Z');
    expect(failing(state, 'sgt-1', null).map(({ type }) => type)).toEqual(['AlertUndeliverable']);
    expect(failing(state, 'sgt-1', 'sgt-1').map(({ type }) => type)).toEqual(['AlertUndeliverable']);
  });

  it('given the duty was met meanwhile, then nothing', () => {
    const state = scene('2022-01-21T00:00:00Z');
    act(state, '2022-01-21T09:00:00Z', [contact('vic', '2022-01-21T09:00:00Z', { tells: ['suspect-arrested'] }).fact]);
    expect(failing(state)).toEqual([]);
  });
});
