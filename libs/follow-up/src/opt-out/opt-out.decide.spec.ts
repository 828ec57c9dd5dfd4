import { describe, expect, it } from '@jest/globals';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import { acted, given, only, refusalOf, settledAt, standings } from '../../../../test/support/given.js';
import { caseOpened, contact, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';
import { optBackIn, optOut, voidOptOut } from './opt-out.decide.js';

const start = '2026-01-31T10:00:00Z';
const opened = [
  caseOpened(start),
  joined('vic', start),
  joined('mum', start, 'representative', 'unassessed', { represents: 'vic', authorityUntil: '2026-03-14' }),
];
const monthly = only('QOS-UPDATE');
const everything = only('QOS-UPDATE', 'QOS-CLOSE', 'VC20-ARREST', 'VC20-CHARGE');

interface Scene {
  readonly book: Rulebook;
  readonly state: FollowUp;
}

function scene(book: Rulebook = monthly, facts: readonly PastFact[] = opened): Scene {
  const state = given(...facts);
  settledAt(state, book, instant(start));
  return { book, state };
}

const base = {
  optOutId: 'o1',
  participantId: 'vic',
  scope: 'periodic',
  requestedBy: 'vic',
  identifiedBy: 'password',
} as const;

const optingOut = ({ state, book }: Scene, from: string, more: object = {}, now = from) =>
  optOut(state.case!, { ...base, from: instant(from), ...more }, book, instant(now));
const out = (one: Scene, from: string, more: object = {}) =>
  acted(one.state, one.book, instant(from), optingOut(one, from, more));
const optingIn = ({ state, book }: Scene, at: string, now = at) =>
  optBackIn(state.case!, { participantId: 'vic', optOutId: 'o1', optInId: 'i1', at: instant(at) }, book, instant(now));
const backIn = (one: Scene, at: string) => acted(one.state, one.book, instant(at), optingIn(one, at));
const at = (one: Scene, now: string) => {
  settledAt(one.state, one.book, instant(now));
  return standings(one.state, instant(now));
};

describe('opting out', () => {
  it.each([
    ['nobody knows who asked', { identifiedBy: 'not-identified' }, 'not-identified', '/identifiedBy'],
    ['somebody without authority asks', { requestedBy: 'stranger' }, 'no-authority', '/requestedBy'],
    ['it ends before it begins', { until: '2026-01-30' }, 'ends-before-it-begins', '/until'],
    ['the scope is no commitment', { scope: 'VC99-NONE' }, 'unknown-commitment', '/scope'],
  ])('given %s, then it is refused', (_, more, code, field) => {
    expect(refusalOf(() => optingOut(scene(), start, more))).toEqual({ code, kind: 'unprocessable', field });
  });

  it('given another participant, an instant ahead or before the case, then it is refused; on its last day it is not', () => {
    expect(refusalOf(() => optingOut(scene(), start, { participantId: 'val' })).code).toBe('unknown-participant');
    expect(refusalOf(() => optingOut(scene(), '2026-02-01T10:00:00Z', {}, start))).toMatchObject({
      code: 'in-the-future',
      field: '/from',
    });
    expect(refusalOf(() => optingOut(scene(), '2026-01-31T09:59:59.999Z', {}, start)).code).toBe('before-case');
    expect(optingOut(scene(), start, { until: '2026-01-31' })).toHaveLength(1);
  });

  it('given the parent of a child who has come of age asks, then it is refused; the day before it is not', () => {
    const asked = (from: string) => () => optingOut(scene(), from, { requestedBy: 'mum' });
    expect(asked('2026-03-14T23:59:59.999Z')()).toHaveLength(1);
    expect(refusalOf(asked('2026-03-15T00:00:00Z')).code).toBe('no-authority');
  });

  it.each([
    ['the moment before the period ends', '2026-02-28T23:59:59.999Z', 'waived'],
    ['when it ends', '2026-03-01T00:00:00Z', 'missed for good'],
  ])('given %s, then what was current ends, a miss stays one, and no period begins', (_, from, status) => {
    const one = scene();
    out(one, from);
    expect(at(one, '2026-09-01T10:00:00Z')).toEqual([`QOS-UPDATE vic due 2026-02-28: ${status}`]);
  });

  it('given they opt back in, then periods begin again from that day', () => {
    const one = scene();
    out(one, '2026-02-10T10:00:00Z');
    backIn(one, '2026-05-05T10:00:00Z');
    expect(at(one, '2026-05-05T10:00:00Z')).toEqual([
      'QOS-UPDATE vic due 2026-02-28: waived',
      'QOS-UPDATE vic due 2026-06-05: open',
    ]);
  });

  it('given it ends by its own last day, then periods begin again the moment after it', () => {
    const one = scene();
    out(one, '2026-02-10T10:00:00Z', { until: '2026-04-30' });
    expect(at(one, '2026-04-30T22:59:59.999Z')).toHaveLength(1);
    expect(at(one, '2026-04-30T23:00:00Z')).toEqual([
      'QOS-UPDATE vic due 2026-02-28: waived',
      'QOS-UPDATE vic due 2026-06-01: open',
    ]);
    expect(refusalOf(() => optingIn(one, '2026-05-02T10:00:00Z')).code).toBe('already-ended');
  });

  it('given a parent asked for it, then it ends when the child comes of age', () => {
    const one = scene();
    out(one, '2026-02-10T10:00:00Z', { requestedBy: 'mum' });
    expect(at(one, '2026-03-14T23:59:59.999Z')).toHaveLength(1);
    expect(at(one, '2026-03-15T00:00:00Z')[1]).toBe('QOS-UPDATE vic due 2026-04-15: open');
  });
});

describe('what an opt-out covers', () => {
  const events = [
    ...opened,
    milestone('suspect-arrested', '2026-02-12T10:00:00Z'),
    milestone('charge-decided', '2026-02-13T10:00:00Z'),
  ];

  it.each([
    ['periodic', ['QOS-UPDATE waived', 'VC20-ARREST open', 'VC20-CHARGE open']],
    ['all', ['QOS-UPDATE waived', 'VC20-ARREST open', 'VC20-CHARGE open']],
    ['VC20-ARREST', ['QOS-UPDATE open', 'VC20-ARREST waived', 'VC20-CHARGE open']],
  ])('given %s, then what law makes owed of one event only where it is named', (scope, expected) => {
    const one = scene(everything, opened);
    out(one, '2026-02-10T10:00:00Z', { scope });
    acted(
      one.state,
      one.book,
      instant('2026-02-13T10:00:00Z'),
      events.slice(3).map(({ fact }) => fact),
    );
    const seen = standings(one.state, instant('2026-02-13T10:00:00Z'));
    expect(seen.map((line) => line.replace(/ vic due .*: /, ' '))).toEqual(expected);
  });

  it('given all, then a promise that is no law is waived as it arises', () => {
    const one = scene(everything, opened);
    out(one, '2026-02-10T10:00:00Z', { scope: 'all' });
    const closed = { closureId: 'x', reason: 'resolved' } as const;
    acted(one.state, one.book, instant('2026-02-12T10:00:00Z'), [
      { type: 'CaseClosed', data: closed, occurred: instant('2026-02-12T10:00:00Z') },
    ]);
    expect(standings(one.state, instant('2026-02-12T10:00:00Z'))).toContain('QOS-CLOSE vic due 2026-02-19: waived');
  });

  it('given a duty met before, then it stays met; another participant is not touched', () => {
    const facts = [...opened, joined('val', start), milestone('suspect-arrested', '2026-02-02T10:00:00Z')];
    const call = contact('vic', '2026-02-03T10:00:00Z', { tells: ['suspect-arrested'] });
    const one = scene(only('VC20-ARREST'), [...facts, call]);
    settledAt(one.state, one.book, instant('2026-02-04T10:00:00Z'));
    out(one, '2026-02-05T10:00:00Z', { scope: 'VC20-ARREST' });
    expect(standings(one.state, instant('2026-02-05T10:00:00Z'))).toEqual([
      'VC20-ARREST vic due 2026-02-09: met',
      'VC20-ARREST val due 2026-02-09: open',
    ]);
  });
});

describe('opting back in', () => {
  it('given no such opt-out, one of another, or an instant before it began, then it is refused', () => {
    const one = scene();
    expect(refusalOf(() => optingIn(one, '2026-02-10T10:00:00Z')).code).toBe('unknown-opt-out');
    out(one, '2026-02-10T10:00:00Z');
    for (const other of [{ participantId: 'val' }, { optOutId: 'o9' }]) {
      const at = instant('2026-02-11T10:00:00Z');
      const asked = { participantId: 'vic', optOutId: 'o1', optInId: 'i1', at, ...other };
      expect(refusalOf(() => optBackIn(one.state.case!, asked, one.book, at)).code).toBe('unknown-opt-out');
    }
    expect(refusalOf(() => optingIn(one, '2026-02-10T09:59:59.999Z', '2026-02-11T10:00:00Z'))).toMatchObject({
      code: 'ends-before-it-begins',
      field: '/at',
    });
    expect(refusalOf(() => optingIn(one, '2026-02-11T10:00:00.001Z', '2026-02-11T10:00:00Z'))).toMatchObject({
      code: 'in-the-future',
      field: '/at',
    });
    expect(optingIn(one, '2026-02-10T10:00:00Z', '2026-02-11T10:00:00Z')).toEqual([
      { type: 'OptedBackIn', data: { optOutId: 'o1', optInId: 'i1' }, occurred: instant('2026-02-10T10:00:00Z') },
    ]);
    backIn(one, '2026-02-11T10:00:00Z');
    expect(refusalOf(() => optingIn(one, '2026-02-11T10:00:00Z')).code).toBe('already-ended');
    expect(refusalOf(() => optingIn(one, '2026-02-12T10:00:00Z')).code).toBe('already-ended');
  });
});

describe('voiding an opt-out that never was theirs', () => {
  const voiding = ({ state }: Scene, at: string, more: object = {}) =>
    voidOptOut(state.case!, { participantId: 'vic', optOutId: 'o1', voidingId: 'v1', ...more }, instant(at));

  it('given no such opt-out, one of another, or one voided before, then it is refused; one that has ended is not', () => {
    const one = scene();
    expect(refusalOf(() => voiding(one, '2026-02-10T10:00:00Z')).code).toBe('unknown-opt-out');
    out(one, '2026-02-10T10:00:00Z');
    expect(refusalOf(() => voiding(one, '2026-02-11T10:00:00Z', { participantId: 'val' })).code).toBe(
      'unknown-opt-out',
    );
    backIn(one, '2026-02-12T10:00:00Z');
    const at = instant('2026-02-13T10:00:00Z');
    const voided = voiding(one, at);
    expect(voided).toEqual([{ type: 'OptOutVoided', data: { optOutId: 'o1', voidingId: 'v1' }, occurred: at }]);
    acted(one.state, one.book, at, voided);
    expect(refusalOf(() => voiding(one, '2026-02-14T10:00:00Z'))).toMatchObject({ code: 'already-voided' });
  });

  it('given it, then what was waived is marked once and periods begin again from that day', () => {
    const one = scene();
    out(one, '2026-02-10T10:00:00Z');
    const at = instant('2026-05-05T10:00:00Z');
    const facts = acted(one.state, one.book, at, voiding(one, at));
    expect(facts.map(({ type }) => type)).toEqual(['OptOutVoided', 'ObligationMarked', 'ObligationArose']);
    expect(standings(one.state, at)).toEqual([
      'QOS-UPDATE vic due 2026-02-28: waived',
      'QOS-UPDATE vic due 2026-06-05: open',
    ]);
    expect(settledAt(one.state, one.book, instant('2026-05-06T10:00:00Z'))).toEqual([]);
  });
});
