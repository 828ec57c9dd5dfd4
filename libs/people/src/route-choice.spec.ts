import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../test/support/given.js';
import { type KnownRoute, type RouteQuestion, usedRoute } from './route-choice.rules.js';
import { kindOf, meaningOf } from './route-meaning.js';

const at = '2026-03-11T10:00:00.000Z';
const safe = (routeId: string, method: string, value: string, more: Partial<KnownRoute> = {}): KnownRoute => ({
  routeId,
  participantId: 'vic',
  method,
  ...meaningOf(method, value),
  safe: true,
  receipts: true,
  otherDwelling: false,
  knownSince: '2026-03-01T10:00:00.000Z',
  recordedAt: '2026-03-01T10:00:00.000Z',
  until: null,
  deadSince: null,
  ...more,
});
const unsafe = (routeId: string, method: string, value: string, more: Partial<KnownRoute> = {}) =>
  safe(routeId, method, value, { safe: false, ...more });
const used = (known: readonly KnownRoute[], method: string, more: Partial<RouteQuestion> = {}) => {
  const isWritten = ['letter', 'email', 'sms', 'portal'].includes(method);
  return usedRoute(known, { participantIds: ['vic'], method, kind: kindOf(method), at, isWritten, ...more });
};
const refused = (...asked: Parameters<typeof used>) => refusalOf(() => used(...asked));
const no = (code: string) => ({ code, kind: 'unprocessable', field: '/routeId' });

describe('the route by which a contact went', () => {
  it('given one for the method, then it is that one', () => {
    expect(used([safe('r1', 'letter', '1 Any Street'), safe('r2', 'email', 'a@b.org')], 'letter')).toEqual({
      routeId: 'r1',
      route: 'safe',
    });
  });

  it('given none, then speech is by an unknown one and writing is refused', () => {
    expect(used([safe('r1', 'email', 'a@b.org')], 'phone')).toEqual({ route: 'unknown' });
    expect(refused([safe('r1', 'phone', '07700 900123')], 'letter')).toEqual(no('no-route'));
  });

  it('given several and all are safe, then it is safe by whichever; given one is unsafe, then it must be said', () => {
    const homes = [safe('old', 'letter', '1 Any Street, LA14 1AA'), safe('new', 'letter', '2 Any Street, LA14 1AB')];
    expect(used(homes, 'letter')).toEqual({ route: 'safe' });
    const left = [{ ...homes[0]!, safe: false }, homes[1]!];
    expect(refused(left, 'letter')).toEqual(no('route-ambiguous'));
    expect(used(left, 'letter', { routeId: 'old' })).toEqual({ routeId: 'old', route: 'unsafe' });
    expect(used(left, 'letter', { routeId: 'new' })).toEqual({ routeId: 'new', route: 'safe' });
  });

  it('given one that is of somebody else, of no method of its kind, or ended, then it is refused', () => {
    const known = [safe('r1', 'phone', '07700 900123'), safe('r2', 'phone', '07700 900124', { participantId: 'val' })];
    expect(refused(known, 'phone', { routeId: 'r2' })).toEqual(no('unknown-route'));
    expect(refused(known, 'phone', { routeId: 'r3' })).toEqual(no('unknown-route'));
    expect(refused(known, 'letter', { routeId: 'r1' })).toEqual(no('route-does-not-fit'));
    const ended = (until: string) => [safe('r1', 'phone', '07700 900123', { until })];
    expect(refused(ended(at), 'phone', { routeId: 'r1' })).toEqual(no('unknown-route'));
    expect(used(ended('2026-03-11T10:00:00.001Z'), 'phone', { routeId: 'r1' })).toMatchObject({ route: 'safe' });
  });

  it('given a telephone number, then it takes calls and texts', () => {
    const known = [safe('r1', 'phone', '07700 900123')];
    expect(used(known, 'sms')).toEqual({ routeId: 'r1', route: 'safe' });
    expect(used(known, 'sms', { routeId: 'r1' })).toEqual({ routeId: 'r1', route: 'safe' });
  });

  it('given an unsafe mark on a number, however it is spelled, then it holds for calls and texts', () => {
    const known = [safe('r1', 'sms', '07700 900123'), unsafe('r2', 'phone', '+44 7700\u00a0900123')];
    for (const method of ['sms', 'phone']) expect(used(known, method)).toMatchObject({ route: 'unsafe' });
    expect(used([known[0]!, unsafe('r2', 'phone', '07700 900124')], 'sms')).toMatchObject({ route: 'safe' });
  });

  it('given an unsafe mark on an address, then it holds for its post code until it is another dwelling', () => {
    const shared = safe('flat', 'letter', 'Flat 2, 1 Any Street, LA14 1AB');
    const marked = unsafe('house', 'in-person', '1 Any Street, la141ab');
    expect(used([shared, marked], 'letter')).toEqual({ routeId: 'flat', route: 'unsafe' });
    expect(used([{ ...shared, otherDwelling: true }, marked], 'letter')).toEqual({ routeId: 'flat', route: 'safe' });
  });

  it('given a mark that was not known when it was sent, then it was safe; from that moment on it is not', () => {
    const known = (knownSince: string) => [
      safe('r1', 'sms', '07700 900123'),
      unsafe('r2', 'phone', '07700 900123', { knownSince }),
    ];
    expect(used(known('2026-03-11T10:00:00.001Z'), 'sms')).toMatchObject({ route: 'safe' });
    expect(used(known(at), 'sms')).toMatchObject({ route: 'unsafe' });
  });

  it('given something came back by it, then it is dead from then on, and another live one is meant', () => {
    const dead = (deadSince: string) => safe('r1', 'letter', '1 Any Street', { deadSince });
    expect(used([dead(at)], 'letter')).toEqual({ routeId: 'r1', route: 'dead' });
    expect(used([dead('2026-03-11T10:00:00.001Z')], 'letter')).toEqual({ routeId: 'r1', route: 'safe' });
    expect(used([dead(at), safe('r2', 'letter', '2 Any Street')], 'letter')).toEqual({ routeId: 'r2', route: 'safe' });
  });

  it('given it was entered after the contact, then it says when; entered by then, nothing', () => {
    const entered = (recordedAt: string) => used([safe('r1', 'letter', '1 Any Street', { recordedAt })], 'letter');
    const later = '2026-03-11T10:00:00.001Z';
    expect(entered(later)).toEqual({ routeId: 'r1', route: 'safe', routeKeyedAt: later });
    expect(entered(at)).toEqual({ routeId: 'r1', route: 'safe' });
  });

  it('given a number that gives no receipts, then it says so', () => {
    expect(used([safe('r1', 'sms', '01229 820000', { receipts: false })], 'sms')).toEqual({
      routeId: 'r1',
      route: 'safe',
      noReceipts: true,
    });
  });

  it('given several people, then it is as safe as to the one for whom it is worst', () => {
    const known = [
      safe('r1', 'letter', '1 Any Street'),
      unsafe('r2', 'letter', '1 any street', { participantId: 'val' }),
    ];
    const both = { participantIds: ['vic', 'val'] };
    expect(used(known, 'letter', both)).toEqual({ route: 'unsafe' });
    expect(used([known[0]!], 'letter', { ...both, routeId: 'r1' })).toEqual({ routeId: 'r1', route: 'safe' });
    expect(refused([known[0]!], 'letter', both)).toEqual(no('no-route'));
  });

  it('given the route that somebody else has, then of theirs the one that means the same, else as if none was said', () => {
    const known = [
      safe('r1', 'phone', '07700 900123', { participantId: 'ann' }),
      safe('r2', 'phone', '+447700900123'),
      safe('r3', 'phone', '07700 900124'),
    ];
    expect(used(known, 'phone', { routeId: 'r1', alike: true })).toEqual({ routeId: 'r2', route: 'safe' });
    expect(used([known[0]!, known[2]!], 'phone', { routeId: 'r1', alike: true })).toMatchObject({ routeId: 'r3' });
  });
});
