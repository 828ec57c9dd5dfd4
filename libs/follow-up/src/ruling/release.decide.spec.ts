import { describe, expect, it } from '@jest/globals';
import type { NewFactOf } from '@kept-informed/event-store';
import type { FollowUp, FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import { acted, given, only, refusalOf, rulebook, settledAt, standings } from '../../../../test/support/given.js';
import {
  assigned,
  attempted,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  receipt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { mergedInto, struckOut } from '../../../../test/support/rulings.js';
import type { GoodReason } from './ruling.events.js';
import { undoRuling } from './clock.decide.js';
import { excuseObligation, voidObligation, waiveObligation } from './release.decide.js';

/** An arrest of Thursday 14 May 2026, to be told by the end of Thursday 21 May. */
const arrests = only('VC20-ARREST');
const start = '2026-05-14T10:00:00Z';
const opened = [
  caseOpened(start),
  joined('vic', start),
  joined('rep', start, 'representative', 'unassessed', { represents: 'vic', authorityUntil: '2026-05-15' }),
  milestone('suspect-arrested', start),
];
const voicemail = (at: string, to: string | string[] = 'vic') => attempted(to, at, 'voicemail');
const text = (at: string) => attempted('vic', at, 'sent', { method: 'sms', route: 'safe' });
const letter = (at: string) => contact('vic', at, { method: 'letter', outcome: 'sent', route: 'safe' });
const chased = (at: string) => contact('vic', at, { direction: 'inbound', outcome: 'received', purpose: 'chase' });
const bulk = (at: string) => contact('vic', at, { method: 'email', outcome: 'returned', automatic: 'bulk' });

interface Scene {
  readonly book: Rulebook;
  readonly state: FollowUp;
  readonly id: string;
}

function scene(facts: readonly PastFact[] = opened, at = start, book: Rulebook = arrests): Scene {
  const state = given(...facts);
  settledAt(state, book, instant(at));
  return { book, state, id: [...state.obligations.keys()].at(-1)! };
}

const waiving = ({ state, id, book }: Scene, at: string, requestedBy = 'vic', now = at) =>
  waiveObligation(state, { rulingId: 'w1', obligationId: id, requestedBy, at: instant(at) }, book, instant(now));
const excusing = ({ state, id, book }: Scene, now: string, more: { by?: string; goodReason?: GoodReason } = {}) =>
  excuseObligation(state, { rulingId: 'x1', obligationId: id, by: 'sgt-1', ...more }, book, instant(now));
const voiding = ({ state, id }: Scene, now: string) =>
  voidObligation(state, { rulingId: 'v1', obligationId: id }, instant(now));

const record = ({ state, book }: Scene, at: string, facts: readonly NewFactOf<FollowUpEvent>[]) =>
  acted(state, book, instant(at), facts).map(({ type }) => type);
const undo = (one: Scene, rulingId: string, now: string) =>
  record(one, now, undoRuling(one.state, { rulingId, obligationId: one.id }, instant(now)));
const shown = ({ state }: Scene, at: string) => standings(state, instant(at));

describe('waiving', () => {
  it.each([
    ['the moment before it is due', '2026-05-21T22:59:59.999Z', 'waived'],
    ['when it is due', '2026-05-21T23:00:00Z', 'missed for good'],
  ])('given %s, then it ends, and a miss stays one', (_, at, status) => {
    const one = scene();
    record(one, at, waiving(one, at));
    expect(shown(one, at)).toEqual([`VC20-ARREST vic due 2026-05-21: ${status}`]);
  });

  it('given it is undone, then it is open again as a new generation', () => {
    const one = scene();
    const facts = waiving(one, '2026-05-18T10:00:00Z');
    expect(facts).toMatchObject([{ data: { requestedBy: 'vic' }, occurred: instant('2026-05-18T10:00:00Z') }]);
    record(one, '2026-05-18T10:00:00Z', facts);
    expect(undo(one, 'w1', '2026-05-18T11:00:00Z')).toEqual([
      'RulingUndone',
      'ObligationReopened',
      'ObligationRederived',
    ]);
    expect(shown(one, '2026-05-18T11:00:00Z')).toEqual(['VC20-ARREST vic due 2026-05-21: open']);
  });

  it('given somebody asks, then only the participant or who has authority on that day', () => {
    const one = scene();
    expect(waiving(one, '2026-05-15T22:59:59.999Z', 'rep')).toHaveLength(1);
    const refused = { code: 'no-authority', field: '/requestedBy' };
    expect(refusalOf(() => waiving(one, '2026-05-15T23:00:00Z', 'rep'))).toMatchObject(refused);
    expect(refusalOf(() => waiving(one, start, 'nobody'))).toMatchObject(refused);
  });

  it('given an instant ahead, before it was owed, or a duty that has ended, then it is refused', () => {
    const one = scene(
      [...opened.slice(0, 3), milestone('suspect-arrested', '2026-05-14T11:00:00Z')],
      '2026-05-14T11:00:00Z',
    );
    expect(refusalOf(() => waiving(one, '2026-05-16T10:00:00Z', 'vic', start))).toMatchObject({
      code: 'in-the-future',
      field: '/at',
    });
    expect(refusalOf(() => waiving(one, '2026-05-14T10:59:59.999Z', 'vic', '2026-05-14T12:00:00Z'))).toMatchObject({
      code: 'before-it-was-owed',
      field: '/at',
    });
    record(one, '2026-05-16T10:00:00Z', [contact('vic', '2026-05-16T10:00:00Z', { tells: ['suspect-arrested'] }).fact]);
    expect(refusalOf(() => waiving(one, '2026-05-16T11:00:00Z')).code).toBe('already-ended');
  });
});

describe('excusing', () => {
  const refused = { code: 'no-attempts', kind: 'conflict' };
  const tried = (...attempts: PastFact[]) => scene([...opened, ...attempts]);

  it.each([
    ['no attempt', []],
    ['one', [voicemail('2026-05-15T10:00:00Z')]],
    ['two on one date', [voicemail('2026-05-14T10:00:00Z'), voicemail('2026-05-14T22:59:59Z')]],
    ['one in time and one when it was due', [voicemail('2026-05-15T10:00:00Z'), voicemail('2026-05-21T23:00:00Z')]],
    [
      'one by a dead route',
      [voicemail('2026-05-15T10:00:00Z'), attempted('vic', '2026-05-16T10:00:00Z', 'no-answer', { route: 'dead' })],
    ],
    ['a text of less than 72 hours ago', [voicemail('2026-05-15T10:00:00Z'), text('2026-05-19T10:00:01Z')]],
    ['calls that reached them', [contact('vic', '2026-05-15T10:00:00Z'), contact('vic', '2026-05-16T10:00:00Z')]],
    ['chases of theirs', [chased('2026-05-15T10:00:00Z'), chased('2026-05-16T10:00:00Z')]],
    ['bulk messages', [bulk('2026-05-15T10:00:00Z'), bulk('2026-05-16T10:00:00Z')]],
  ])('given %s, then it is refused', (_, attempts) => {
    expect(refusalOf(() => excusing(tried(...attempts), '2026-05-22T10:00:00Z'))).toEqual(refused);
  });

  it.each([
    ['two on different dates', [voicemail('2026-05-14T22:59:59Z'), voicemail('2026-05-14T23:00:00Z')]],
    ['the last at the last second', [voicemail('2026-05-15T10:00:00Z'), voicemail('2026-05-21T22:59:59Z')]],
    ['one that they refused', [attempted('vic', '2026-05-15T10:00:00Z', 'refused')]],
    [
      'a text of which nothing is known for 72 hours',
      [voicemail('2026-05-15T10:00:00Z'), text('2026-05-19T10:00:00Z')],
    ],
    [
      'a letter that came back',
      [
        voicemail('2026-05-15T10:00:00Z'),
        letter('2026-05-18T10:00:00Z'),
        receipt('returned', '2026-05-20T10:00:00Z', 'contact-2026-05-18T10:00:00Z'),
      ],
    ],
  ])('given %s, then it is excused', (_, attempts) => {
    expect(excusing(tried(...attempts), '2026-05-22T10:00:00Z')).toHaveLength(1);
  });

  it('given one before it was owed, then that does not count', () => {
    const early = [caseOpened('2026-05-13T10:00:00Z'), voicemail('2026-05-14T09:59:59.999Z'), ...opened.slice(1)];
    const one = scene([...early, voicemail('2026-05-15T10:00:00Z')]);
    expect(refusalOf(() => excusing(one, '2026-05-20T10:00:00Z'))).toEqual(refused);
  });

  it.each([
    ['four hours apart', '2026-05-14T14:00:00Z', true],
    ['a moment less', '2026-05-14T13:59:59.999Z', false],
  ])('given a limit of one working day and two attempts %s, then %s', (_, second, isEnough) => {
    const enhanced = [opened[0]!, joined('vic', start, 'victim', 'enhanced'), ...opened.slice(2)];
    const one = scene([...enhanced, voicemail(start), voicemail(second)]);
    const asked = () => excusing(one, '2026-05-15T10:00:00Z');
    if (isEnough) expect(asked()).toHaveLength(1);
    else expect(refusalOf(asked)).toEqual(refused);
  });

  it('given that telling would endanger somebody, then no attempt is needed, and the fact says why', () => {
    expect(excusing(scene(), '2026-05-20T10:00:00Z', { goodReason: 'endangers-somebody' })).toMatchObject([
      { data: { attempts: [], reason: 'endangers-somebody' } },
    ]);
  });

  it('given the supervisor is or was the owner, then it is refused', () => {
    const owners = [assigned('sgt-1', start), assigned('pc-2', '2026-05-15T10:00:00Z')];
    const one = scene([...opened, ...owners], '2026-05-15T10:00:00Z');
    const asked = (by: string) => excusing(one, '2026-05-20T10:00:00Z', { by, goodReason: 'endangers-investigation' });
    for (const by of ['sgt-1', 'pc-2'])
      expect(refusalOf(() => asked(by))).toEqual({ code: 'decides-own-duty', kind: 'conflict' });
    expect(asked('sgt-2')).toHaveLength(1);
  });

  it('given it is done later, then it stays excused, with the date; struck out, without', () => {
    const one = scene();
    record(one, '2026-05-20T10:00:00Z', excusing(one, '2026-05-20T10:00:00Z', { goodReason: 'endangers-somebody' }));
    const told = contact('vic', '2026-06-01T10:00:00Z', { tells: ['suspect-arrested'] });
    expect(record(one, '2026-06-01T10:00:00Z', [told.fact])).toEqual([
      'ContactMade',
      'ContactSettled',
      'ObligationDone',
    ]);
    expect(shown(one, '2026-06-01T10:00:00Z')).toEqual(['VC20-ARREST vic due 2026-05-21: excused']);
    const { contactId } = told.fact.data;
    expect(one.state.obligations.get(one.id)!.done).toEqual({ at: instant('2026-06-01T10:00:00Z'), by: contactId });
    expect(settledAt(one.state, one.book, instant('2026-06-02T10:00:00Z'))).toEqual([]);
    expect(record(one, '2026-06-03T10:00:00Z', [struckOut(contactId, '2026-06-03T10:00:00Z').fact])).toEqual([
      'ContactStruckOut',
      'ObligationDone',
    ]);
    expect(one.state.obligations.get(one.id)).toMatchObject({ outcome: { as: 'excused' }, done: undefined });
  });

  it('given attempts to them and to who may receive for them, then it names these and it is never met', () => {
    const calls = [
      voicemail(start),
      voicemail('2026-05-15T10:00:00Z', 'rep'),
      voicemail('2026-05-16T09:00:00Z', ['val', 'vic']),
      voicemail('2026-05-16T10:00:00Z', 'val'),
    ];
    const one = scene([...opened, joined('val', start), ...calls], '2026-05-16T10:00:00Z');
    const id = [...one.state.obligations.values()].find(({ participantId }) => participantId === 'vic')!.obligationId;
    const facts = excusing({ ...one, id }, '2026-05-20T10:00:00Z');
    const attempts = [start, '2026-05-15T10:00:00Z', '2026-05-16T09:00:00Z'].map((at) => `contact-${at}`);
    expect(facts).toMatchObject([{ data: { attempts }, occurred: instant('2026-05-20T10:00:00Z') }]);
    record(one, '2026-05-20T10:00:00Z', facts);
    expect(shown(one, '2026-06-20T10:00:00Z')[0]).toBe('VC20-ARREST vic due 2026-05-21: excused');
  });

  it('given it was missed, then it is excused all the same, and had been missed', () => {
    const one = scene([...opened, voicemail(start), voicemail('2026-05-15T10:00:00Z')], '2026-05-22T10:00:00Z');
    expect(record(one, '2026-05-22T10:00:00Z', excusing(one, '2026-05-22T10:00:00Z'))).toEqual([
      'ExcusalRuled',
      'ObligationExcused',
      'AlertWithdrawn',
    ]);
    expect(one.state.obligations.get(one.id)).toMatchObject({ missed: true, outcome: { as: 'excused' } });
  });

  it('given a period of a series, then the next takes its place at its due time and is due one period on', () => {
    const at = '2026-01-31T10:00:00Z';
    const facts = [
      caseOpened(at, 'enquiry'),
      joined('ann', at, 'enquirer'),
      voicemail('2026-02-19T10:00:00Z', 'ann'),
      voicemail('2026-02-20T10:00:00Z', 'ann'),
    ];
    const one = scene(facts, '2026-02-20T10:00:00Z', only('QOS-UPDATE'));
    record(one, '2026-02-20T11:00:00Z', excusing(one, '2026-02-20T11:00:00Z'));
    expect(settledAt(one.state, one.book, instant('2026-02-28T23:59:59.999Z'))).toEqual([]);
    settledAt(one.state, one.book, instant('2026-03-01T00:00:00Z'));
    expect(shown(one, '2026-03-01T00:00:00Z')).toEqual([
      'QOS-UPDATE ann due 2026-02-28: excused',
      'QOS-UPDATE ann due 2026-03-31: open',
    ]);
  });

  it('given an update between the excusal and the due time, then it starts the next period at once', () => {
    const at = '2026-01-31T10:00:00Z';
    const facts = [
      caseOpened(at, 'enquiry'),
      joined('ann', at, 'enquirer'),
      voicemail('2026-02-19T10:00:00Z', 'ann'),
      voicemail('2026-02-20T10:00:00Z', 'ann'),
    ];
    const one = scene(facts, '2026-02-20T10:00:00Z', only('QOS-UPDATE'));
    record(one, '2026-02-20T11:00:00Z', excusing(one, '2026-02-20T11:00:00Z'));
    record(one, '2026-02-24T10:00:00Z', [contact('ann', '2026-02-24T10:00:00Z').fact]);
    expect(shown(one, '2026-02-24T10:00:00Z')).toEqual([
      'QOS-UPDATE ann due 2026-02-28: excused',
      'QOS-UPDATE ann due 2026-03-24: open',
    ]);
  });
});

describe('voiding', () => {
  const told = contact('vic', '2026-05-15T10:00:00Z', { tells: ['suspect-arrested'] });

  it.each([
    ['open', opened, start],
    ['met', [...opened, told], '2026-05-15T10:00:00Z'],
    ['missed', opened, '2026-05-25T10:00:00Z'],
  ])('given one that is %s, then it is voided; undone, it is as it was', (status, facts, at) => {
    const one = scene(facts, at);
    const voided = voiding(one, at);
    expect(voided).toMatchObject([{ data: { anchorId: expect.any(String), period: 1 }, occurred: instant(at) }]);
    record(one, at, voided);
    expect(shown(one, at)).toEqual(['VC20-ARREST vic due 2026-05-21: voided']);
    expect(refusalOf(() => voiding(one, at)).code).toBe('already-ended');
    undo(one, 'v1', at);
    expect(shown(one, at)).toEqual([`VC20-ARREST vic due 2026-05-21: ${status}`]);
  });

  it('given one that another case took over, then it is refused', () => {
    const one = scene([...opened, mergedInto('c9', '2026-05-15T10:00:00Z')], '2026-05-15T10:00:00Z');
    expect(refusalOf(() => voiding(one, '2026-05-15T11:00:00Z')).code).toBe('already-ended');
  });

  it('given no such obligation, then it is not found', () => {
    const one = { ...scene(), id: 'none' };
    for (const asked of [voiding, excusing]) expect(refusalOf(() => asked(one, start)).code).toBe('unknown-obligation');
  });
});

describe('a commitment that the catalogue no longer has', () => {
  it('given it is waived, which needs nothing of its text, then it is recorded', () => {
    const one = scene();
    const book = { ...rulebook, catalogue: [] };
    expect(waiving({ ...one, book }, start)).toHaveLength(1);
  });
});
