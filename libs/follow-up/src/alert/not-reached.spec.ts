import { describe, expect, it } from '@jest/globals';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import { attemptsOn } from '../contact/attempts.rules.js';
import { acted, given, only, settledAt, under } from '../../../../test/support/given.js';
import {
  assessed,
  assigned,
  attempted,
  caseOpened,
  contact,
  instant,
  joined,
  receipt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { struckOut } from '../../../../test/support/rulings.js';

const book = only('QOS-UPDATE');
const start = '2026-03-02T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start)];
const noAnswer = (at: string, to = 'vic') => attempted(to, at);
const someoneElse = (at: string) => attempted('vic', at, 'third-party');
const text = (at: string) => attempted('vic', at, 'sent', { method: 'sms', route: 'safe' });

function after(until: string, told: readonly PastFact[], by = book): FollowUp {
  const state = given(...crime);
  for (const { fact, recorded } of told) acted(state, by, recorded, [fact]);
  settledAt(state, by, instant(until));
  return state;
}
const alerts = ({ alerts: { raised } }: FollowUp) =>
  [...raised.values()]
    .filter(({ contactId }) => contactId)
    .map(({ rung, recipient, status, contactId }) => `${rung} ${recipient} ${status} ${contactId!.slice(8)}`);
const attempts = (state: FollowUp, at: string, who = 'vic') => attemptsOn(who, state.case!, instant(at));

describe('somebody who is not reached', () => {
  const [first, second, third] = ['2026-03-10T10:00:00Z', '2026-03-11T10:00:00Z', '2026-03-12T10:00:00Z'];
  const thrice = [noAnswer(first), noAnswer(second), noAnswer(third)];

  it('given attempts on three dates, then the supervisor is told once, of the third', () => {
    expect(alerts(after(third, thrice))).toEqual([`not-reached sgt-1 open ${third}`]);
    const state = after('2026-03-13T10:00:00Z', [...thrice, noAnswer('2026-03-13T10:00:00Z')]);
    expect(alerts(state)).toEqual([`not-reached sgt-1 open ${third}`]);
  });

  it('given attempts on two dates, or three on one London date and the last second of it, then nobody is', () => {
    expect(alerts(after(second, thrice.slice(0, 2)))).toEqual([]);
    const often = ['2026-03-10T10:00:00Z', '2026-03-10T11:00:00Z', '2026-03-10T23:59:59Z'].map((at) => noAnswer(at));
    expect(alerts(after('2026-03-11T10:00:00Z', often))).toEqual([]);
  });

  it('given they were reached in between, or got in touch themselves, then it begins anew', () => {
    const spoke = contact('vic', '2026-03-11T12:00:00Z');
    const rang = contact('vic', '2026-03-11T12:00:00Z', {
      direction: 'inbound',
      outcome: 'received',
      purpose: 'chase',
    });
    for (const touch of [spoke, rang]) {
      const state = after(third, [...thrice.slice(0, 2), touch, thrice[2]!]);
      expect(alerts(state).filter((one) => one.startsWith('not-reached'))).toEqual([]);
      expect(attempts(state, third)).toEqual({ count: 1, last: instant(third) });
    }
  });

  it('given they are reached afterwards, then it is cleared; the third struck out, withdrawn', () => {
    const reached = [...thrice, contact('vic', '2026-03-13T10:00:00Z')];
    expect(alerts(after('2026-03-13T10:00:00Z', reached))).toEqual([`not-reached sgt-1 cleared ${third}`]);
    const struck = [...thrice, struckOut(`contact-${third}`, '2026-03-13T10:00:00Z')];
    expect(alerts(after('2026-03-13T10:00:00Z', struck))).toEqual([`not-reached sgt-1 withdrawn ${third}`]);
  });

  it('given a force that wants to be told after two, then it is', () => {
    const state = after(second, thrice.slice(0, 2), under(book, { concernAfterAttempts: 2 }));
    expect(alerts(state)).toEqual([`not-reached sgt-1 open ${second}`]);
  });

  it('given attempts to another victim, or by a dead route, then they are none to this one', () => {
    const others = [noAnswer(first), noAnswer(second, 'val'), attempted('vic', third, 'no-answer', { route: 'dead' })];
    const state = after(third, [joined('val', start), ...others]);
    expect(alerts(state)).toEqual([]);
    expect(attempts(state, third)).toEqual({ count: 1, last: instant(first) });
    expect(attempts(state, third, 'val')).toEqual({ count: 1, last: instant(second) });
  });

  it('given attempts to who acts for them, then these count', () => {
    const rep = joined('rep', start, 'representative', 'unassessed', { represents: 'vic' });
    const state = after(third, [rep, noAnswer(first), noAnswer(second, 'rep'), noAnswer(third)]);
    expect(alerts(state)).toEqual([`not-reached sgt-1 open ${third}`]);
  });

  it('given a text of which nothing is known, then it counts after 72 hours, which the case waits for', () => {
    const told = [noAnswer(first), noAnswer(second), text(third)];
    const before = after('2026-03-15T09:59:59.999Z', told);
    expect(alerts(before)).toEqual([]);
    expect(reconcile(before, book, instant('2026-03-15T09:59:59.999Z')).nextCheckAt).toBe(
      instant('2026-03-15T10:00:00Z'),
    );
    expect(alerts(after('2026-03-15T10:00:00Z', told))).toEqual([`not-reached sgt-1 open ${third}`]);
    const arrived = receipt('delivered', '2026-03-12T11:00:00Z', `contact-${third}`);
    expect(alerts(after('2026-03-15T10:00:00Z', [...told, arrived]))).toEqual([]);
  });
});

describe('somebody else who answers', () => {
  const at = '2026-03-10T10:00:00Z';
  const enhanced = assessed('vic', 'enhanced', '2026-03-09T10:00:00Z');

  it('given an enhanced victim, then the supervisor is told at once, until they are reached', () => {
    expect(alerts(after(at, [enhanced, someoneElse(at)]))).toEqual([`third-party-answered sgt-1 open ${at}`]);
    const reached = contact('vic', '2026-03-11T10:00:00Z');
    expect(alerts(after('2026-03-11T10:00:00Z', [enhanced, someoneElse(at), reached]))).toEqual([
      `third-party-answered sgt-1 cleared ${at}`,
    ]);
  });

  it('given they are standard, or enhanced only since, then nobody is', () => {
    expect(alerts(after(at, [someoneElse(at)]))).toEqual([]);
    expect(
      alerts(after('2026-03-11T10:00:00Z', [someoneElse(at), assessed('vic', 'enhanced', '2026-03-10T10:00:01Z')])),
    ).toEqual([]);
  });
});
