import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../test/support/given.js';
import { beforeCase, early, future, inFuture, now, state, unknownParticipant } from './case.fixture.js';
import { agreeContactPlan } from './contact-plan.decide.js';

describe('agreeing a contact plan', () => {
  const asked = { planId: 'p1', participantId: 'vic', frequency: 'P14D', method: 'phone' as const };
  const agreed = { at: now, on: '2026-03-10', reachedIn: new Set(['call-1']) };

  it('given somebody not on the case, then it is refused', () => {
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, participantId: 'ben' }, agreed, now))).toEqual(
      unknownParticipant,
    );
  });

  it('given a time in the future or before the case, then it is refused', () => {
    const on = (at: string) => ({ ...agreed, at });
    expect(refusalOf(() => agreeContactPlan(state(), asked, on(future), now))).toEqual(inFuture('/agreedAt'));
    expect(refusalOf(() => agreeContactPlan(state(), asked, on(early), now))).toEqual(beforeCase('/agreedAt'));
  });

  it('given the contact in which it was agreed, then it names that; any that did not reach them is refused', () => {
    expect(agreeContactPlan(state(), { ...asked, contactId: 'call-1' }, agreed, now)).toMatchObject([
      { type: 'ContactPlanAgreed', data: { contactId: 'call-1' } },
    ]);
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, contactId: 'call-2' }, agreed, now))).toEqual({
      code: 'unknown-contact',
      kind: 'unprocessable',
      field: '/contactId',
    });
  });

  it.each(['P0D', 'PT24H', 'P1Y', 'P1M2D', '', 'monthly', 'P-7D'])(
    'given every %s, then it is refused',
    (frequency) => {
      expect(refusalOf(() => agreeContactPlan(state(), { ...asked, frequency }, agreed, now))).toEqual({
        code: 'frequency-not-positive',
        kind: 'unprocessable',
        field: '/frequency',
      });
    },
  );

  it.each(['P1D', 'P7D', 'P2W', 'P1M'])('given every %s, then it is agreed', (frequency) => {
    const facts = agreeContactPlan(state(), { ...asked, frequency }, agreed, now);
    expect(facts).toEqual([{ type: 'ContactPlanAgreed', data: { ...asked, frequency }, occurred: now }]);
  });

  it('given an end before the day it was agreed, then it is refused, and on that day not', () => {
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, until: '2026-03-09' }, agreed, now))).toEqual({
      code: 'ends-before-it-begins',
      kind: 'unprocessable',
      field: '/until',
    });
    expect(agreeContactPlan(state(), { ...asked, until: '2026-03-10' }, agreed, now)).toHaveLength(1);
  });
});
