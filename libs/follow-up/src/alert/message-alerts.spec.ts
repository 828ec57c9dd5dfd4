import { describe, expect, it } from '@jest/globals';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { leaveMessage } from '../contact/message.decide.js';
import { acted, given, only, settledAt } from '../../../../test/support/given.js';
import {
  assigned,
  attempted,
  caseOpened,
  contact,
  instant,
  joined,
  type PastFact,
} from '../../../../test/support/facts.js';

const book = only('QOS-UPDATE');
const start = '2026-03-02T10:00:00Z';
const at = '2026-03-10T10:00:00Z';
const message = { messageId: 'm-1', participantId: 'vic', identityVerified: true, noteId: 'n', noteDigest: 'd' };

/** A case on which somebody left a message, and what came after it. */
function left(owner: string | null, ...then: readonly PastFact[]): FollowUp {
  const state = given(caseOpened(start), ...(owner ? [assigned(owner, start)] : []), joined('vic', start));
  acted(state, book, instant(at), leaveMessage(state.case!, message, instant(at)));
  for (const { fact, recorded } of then) acted(state, book, recorded, [fact]);
  settledAt(state, book, instant('2026-03-12T10:00:00Z'));
  return state;
}
const alerts = ({ alerts: { raised } }: FollowUp) =>
  [...raised.values()].filter(({ messageId }) => messageId).map(({ recipient, status }) => `${recipient} ${status}`);

describe('a message that somebody leaves', () => {
  it('is told once to whoever has the case, and where nobody does to the supervisor of the area', () => {
    expect(alerts(left('pc-1'))).toEqual(['pc-1 open']);
    expect(alerts(left(null))).toHaveLength(1);
    expect(alerts(left(null))[0]).not.toMatch(/^pc-1/);
  });

  it('ends when they are called back, and not when that was tried', () => {
    const later = '2026-03-11T10:00:00Z';
    expect(alerts(left('pc-1', attempted('vic', later)))).toEqual(['pc-1 open']);
    expect(alerts(left('pc-1', contact('vic', later)))).toEqual(['pc-1 cleared']);
    expect(alerts(left('pc-1', contact('other', later)))).toEqual(['pc-1 open']);
  });

  it('ends when whoever has the case says that they know', () => {
    const state = left('pc-1');
    const [alertId] = [...state.alerts.raised.values()].filter((one) => one.messageId).map((one) => one.alertId);
    const known = {
      type: 'AlertAcknowledged' as const,
      data: { alertId: alertId!, withPlan: false },
      occurred: instant('2026-03-12T11:00:00Z'),
    };
    acted(state, book, instant('2026-03-12T11:00:00Z'), [known]);
    expect(alerts(state)).toEqual(['pc-1 cleared']);
  });

  it('is refused of somebody who takes no part, and for a call by an instant that is past', () => {
    const { case: on } = given(caseOpened(start), joined('vic', start));
    const refusedWith = (more: object) => () => leaveMessage(on!, { ...message, ...more }, instant(at));
    expect(refusedWith({ participantId: 'nobody' })).toThrow('unknown-participant');
    expect(refusedWith({ callBackBy: instant(at) })).toThrow('ends-before-it-begins');
    expect(refusedWith({ callBackBy: instant('2026-03-10T10:00:00.001Z') })).not.toThrow();
  });

  it('is refused for a call by an instant more than ninety days ahead', () => {
    const { case: on } = given(caseOpened(start));
    const by = (callBackBy: string) => () =>
      leaveMessage(on!, { ...message, participantId: undefined, callBackBy: instant(callBackBy) }, instant(at));
    expect(by('2026-06-08T10:00:00Z')).not.toThrow();
    expect(by('2026-06-08T10:00:00.001Z')).toThrow('too-far-ahead');
  });
});
