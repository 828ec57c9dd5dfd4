import { describe, expect, it } from '@jest/globals';
import { recordContact } from '../contact/contact.decide.js';
import { contactSceneOf } from '../owing/contact-scene.rules.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { acted, given, only, refusalOf } from '../../../../test/support/given.js';
import { assigned, caseOpened, instant, joined, told, type PastFact } from '../../../../test/support/facts.js';
import { allowUnsafeRoute, markRisk } from './safety.decide.js';

const book = only('QOS-UPDATE');
const start = '2026-03-02T10:00:00Z';
const now = instant('2026-03-10T10:00:00Z');
const call = {
  contactId: 'c-1',
  participantIds: ['vic'],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  tells: [],
  occurredAt: now,
  wentBy: { route: 'safe' },
} as const;
const on = (...more: readonly PastFact[]) =>
  given(caseOpened(start), assigned('pc-1', start), joined('vic', start), ...more);
const highRisk = told('RiskMarked', start, { high: true });
const recorded = (state: FollowUp, more: object = {}) =>
  recordContact(contactSceneOf(state.case!, book, now), { ...call, ...more }, now);
const alerts = (state: FollowUp) =>
  [...state.alerts.raised.values()].map(({ rung, recipient }) => `${rung} ${recipient}`);

describe('a case of high risk', () => {
  it('has each contact that goes out say whether it was confirmed to be safe, and no other', () => {
    expect(refusalOf(() => recorded(on(highRisk)))).toMatchObject({
      code: 'confirmation-required',
      field: '/confirmedSafe',
    });
    expect(recorded(on(highRisk), { confirmedSafe: true })).toHaveLength(1);
    expect(recorded(on(highRisk), { direction: 'inbound', outcome: 'received' })).toHaveLength(1);
    expect(recorded(on(highRisk), { purpose: 'referral', service: 'victim-support' })).toHaveLength(1);
    expect(recorded(on())).toHaveLength(1);
    expect(recorded(on(highRisk, told('RiskMarked', start, { high: false })))).toHaveLength(1);
  });

  it('has one recorded that was not confirmed, and the supervisor told', () => {
    const state = on(highRisk);
    acted(state, book, now, recorded(state, { confirmedSafe: false }));
    expect(alerts(state)).toEqual(['not-confirmed-safe sgt-1']);
    const confirmed = on(highRisk);
    acted(confirmed, book, now, recorded(confirmed, { confirmedSafe: true }));
    expect(alerts(confirmed)).toEqual([]);
  });

  it('is marked once', () => {
    expect(refusalOf(() => markRisk(on(highRisk).case!, { high: true }, now)).code).toBe('changes-nothing');
    expect(refusalOf(() => markRisk(on().case!, { high: false }, now)).code).toBe('changes-nothing');
  });
});

describe('an unsafe route', () => {
  const asked = { allowanceId: 'a-1', participantId: 'vic', routeId: 'r-1' };

  it('is allowed for a day, for a week at most, and not for a time that is past', () => {
    const until = (more: object) => allowUnsafeRoute({ ...asked, ...more }, now)[0]!.data.until;
    expect(until({})).toBe('2026-03-11T10:00:00.000Z');
    expect(until({ until: instant('2026-03-17T10:00:00Z') })).toBe('2026-03-17T10:00:00.000Z');
    expect(refusalOf(() => until({ until: instant('2026-03-17T10:00:00.001Z') })).code).toBe('too-far-ahead');
    expect(refusalOf(() => until({ until: now })).code).toBe('ends-before-it-begins');
  });

  it('is told of, with what had been allowed, and meets nothing', () => {
    const byRoute = { wentBy: { route: 'unsafe', routeId: 'r-1' } };
    const allowed = (from: string, until: string) =>
      on(told('UnsafeRouteAllowed', from, { ...asked, until: instant(until) }));
    for (const [state, allowanceId] of [
      [allowed(start, '2026-03-10T10:00:00.001Z'), 'a-1'],
      [allowed(start, '2026-03-10T10:00:00Z'), undefined],
      [allowed('2026-03-10T10:00:00.001Z', '2026-03-12T10:00:00Z'), undefined],
      [on(), undefined],
    ] as const) {
      const [fact] = recorded(state, byRoute);
      expect([fact!.type, fact!.data.allowanceId]).toEqual(['ContactAttempted', allowanceId]);
      acted(state, book, now, [fact!]);
      expect(alerts(state)).toEqual(['unsafe-contact sgt-1']);
    }
  });
});
