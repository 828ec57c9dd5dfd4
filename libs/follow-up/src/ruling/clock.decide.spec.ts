import { describe, expect, it } from '@jest/globals';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import { acted, given, only, refusalOf, settledAt, standings, told } from '../../../../test/support/given.js';
import {
  assigned,
  caseOpened,
  closed,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';
import { extendClock, pauseClock, resumeClock, undoRuling } from './clock.decide.js';

/** The referral of a burglary of Thursday 14 May 2026, owed in two working days, paused while consent is awaited. */
const referral = only('VC20-REFER');
const start = '2026-05-14T10:00:00Z';
const opened = [caseOpened(start), joined('vic', start)];

interface Scene {
  readonly book: Rulebook;
  readonly state: FollowUp;
  /** The obligation that arose last. */
  readonly id: string;
}

function scene(book: Rulebook = referral, facts: readonly PastFact[] = opened, at = start): Scene {
  const state = given(...facts);
  settledAt(state, book, instant(at));
  return { book, state, id: [...state.obligations.keys()].at(-1)! };
}

function pausing({ state, book, id }: Scene, from: string, now = from, rulingId = 'r1', reason = 'consent-awaited') {
  return pauseClock(state, { rulingId, obligationId: id, reason, from: instant(from), by: 'pc-1' }, book, instant(now));
}

function resuming({ state, id }: Scene, at: string, now = at, rulingId = 'r2') {
  return resumeClock(state, { rulingId, obligationId: id }, instant(at), instant(now));
}

const pause = (one: Scene, from: string, now = from, rulingId = 'r1') =>
  acted(one.state, one.book, instant(now), pausing(one, from, now, rulingId));
const resume = (one: Scene, at: string, now = at, rulingId = 'r2') =>
  acted(one.state, one.book, instant(now), resuming(one, at, now, rulingId));
const undo = (one: Scene, rulingId: string, now: string) =>
  acted(one.state, one.book, instant(now), undoRuling(one.state, { rulingId, obligationId: one.id }, instant(now)));
const shown = ({ state }: Scene, at: string) => standings(state, instant(at));

describe('stopping a clock', () => {
  it('given a reason that the commitment allows, then it is paused and nothing is due while it lasts', () => {
    const one = scene();
    const facts = pause(one, '2026-05-15T09:30:00Z');
    expect(told(facts)).toEqual([
      'ClockPaused consent-awaited 2026-05-15T09:30:00.000Z',
      'ObligationPaused consent-awaited 2026-05-15T09:30:00.000Z',
    ]);
    expect(facts[0]!.data).toEqual({
      rulingId: 'r1',
      obligationId: one.id,
      commitment: 'VC20-REFER',
      participantId: 'vic',
      triggerId: 'c1',
      reason: 'consent-awaited',
    });
    expect(settledAt(one.state, one.book, instant('2026-08-01T00:00:00Z'))).toEqual([]);
    expect(shown(one, '2026-08-01T00:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-18: paused']);
  });

  it.each(['no-such-reason', 'no-update-wanted', ''])('given the reason "%s", then it is refused', (reason) => {
    const now = '2026-05-15T09:30:00Z';
    expect(refusalOf(() => pausing(scene(), now, now, 'r1', reason))).toEqual({
      code: 'pause-not-allowed',
      kind: 'unprocessable',
      field: '/reason',
    });
  });

  it.each([
    ['VC20-REFER', 'This commitment is paused for: victim-objects, consent-awaited.'],
    ['QOS-INITIAL', 'This commitment is never paused.'],
  ])('given %s, then the refusal names what it is paused for', (id, detail) => {
    const asked = () => pausing(scene(only(id)), start, start, 'r1', 'no-such-reason');
    expect(asked).toThrow(expect.objectContaining({ refusal: expect.objectContaining({ detail }) }));
  });

  it('given that being told would prejudice the matter, then a supervisor stops the clock of what is never paused', () => {
    const told = [...opened, assigned('pc-1', start), assigned('pc-2', '2026-05-15T08:00:00Z')];
    const one = scene(only('QOS-INITIAL'), told, '2026-05-15T09:00:00Z');
    const now = instant('2026-05-15T09:30:00Z');
    const asked = (by: string) => ({ rulingId: 'r1', obligationId: one.id, reason: 'would-prejudice', from: now, by });
    for (const owner of ['pc-1', 'pc-2'])
      expect(refusalOf(() => pauseClock(one.state, asked(owner), one.book, now)).code).toBe('decides-own-duty');
    acted(one.state, one.book, now, pauseClock(one.state, asked('sgt-1'), one.book, now));
    expect(shown(one, '2026-06-01T00:00:00Z')).toEqual(['QOS-INITIAL vic due 2026-05-21: paused']);
    resume(one, '2026-05-18T09:30:00Z');
    expect(shown(one, '2026-05-22T22:59:59Z')).toEqual(['QOS-INITIAL vic due 2026-05-22: open']);
  });

  it('given it was due already, then it is not stopped for that reason either', () => {
    const one = scene(only('QOS-INITIAL'), opened, '2026-05-22T00:00:00Z');
    const now = '2026-05-22T00:00:00Z';
    expect(refusalOf(() => pausing(one, now, now, 'r1', 'would-prejudice')).code).toBe('already-missed');
  });

  it('given a suspect dealt with, which follows from the case, then nobody can record it as a reason', () => {
    const at = '2012-05-14T10:00:00Z';
    const one = scene(only('VC06-MONTHLY'), [caseOpened(at), joined('vic', at)], at);
    const code = () => pausing(one, at, at, 'r1', 'suspect-dealt-with');
    expect(refusalOf(code).code).toBe('pause-not-allowed');
  });

  it.each([
    ['the moment before it is due', '2026-05-18T22:59:59.999Z', undefined],
    ['when it is due', '2026-05-18T23:00:00Z', 'already-missed'],
  ])(
    'given %s, then a pause back-dated to the day before is refused only where it would hide a miss',
    (_, now, code) => {
      const one = scene();
      const asked = () => pausing(one, '2026-05-15T09:00:00Z', now);
      if (code) expect(refusalOf(asked)).toEqual({ code, kind: 'conflict' });
      else expect(asked()).toHaveLength(1);
    },
  );

  it('given it stands still already, has ended or has no limit, then it is refused', () => {
    const paused = scene();
    pause(paused, '2026-05-15T09:00:00Z');
    expect(refusalOf(() => pausing(paused, '2026-05-15T10:00:00Z')).code).toBe('already-paused');
    const referred = [
      ...opened,
      contact('vic', '2026-05-14T12:00:00Z', { method: 'email', purpose: 'referral', outcome: 'sent' }),
    ];
    const met = scene(referral, referred, '2026-05-14T12:00:00Z');
    expect(refusalOf(() => pausing(met, '2026-05-15T09:00:00Z')).code).toBe('already-ended');
    const undated = scene(only('VC20-NEEDS'));
    expect(refusalOf(() => pausing(undated, start, start, 'r1', 'victim-declines')).code).toBe('no-due-date');
  });

  it.each<[string, Rulebook, PastFact[]]>([
    ['another commitment', only('VC20-REFER', 'QOS-INITIAL'), opened],
    ['another victim', referral, [...opened, joined('val', start)]],
    ['another trigger', only('QOS-CLOSE'), [...opened, closed('2026-05-14T11:00:00Z'), closed('2026-05-14T12:00:00Z')]],
  ])('given the clock of a duty of %s stands still, then it can be stopped too', (_, book, facts) => {
    const reasons = { pausesFor: ['consent awaited'] };
    const paused = { ...book, catalogue: book.catalogue.map((row) => ({ ...row, ...reasons })) };
    const other = scene(paused, facts, '2026-05-14T12:00:00Z');
    const [id] = [...other.state.obligations.keys()];
    pause(other, '2026-05-15T09:00:00Z');
    expect(pausing({ ...other, id: id! }, '2026-05-15T10:00:00Z', undefined, 'r2')).toHaveLength(1);
    expect(refusalOf(() => resuming({ ...other, id: id! }, '2026-05-15T10:00:00Z')).code).toBe('not-paused');
  });

  it('given its commitment is not in the catalogue any more, then it is refused', () => {
    const one = scene();
    const code = () => pausing({ ...one, book: { ...referral, catalogue: [] } }, '2026-05-15T09:00:00Z');
    expect(refusalOf(code)).toEqual({ code: 'unknown-commitment', kind: 'not-found' });
  });

  it('given an instant in the future or before it was owed, then the field is named', () => {
    const one = scene(
      only('VC20-REFER'),
      [caseOpened(start), joined('vic', '2026-05-14T12:00:00Z')],
      '2026-05-14T13:00:00Z',
    );
    expect(refusalOf(() => pausing(one, '2026-05-15T09:00:00Z', '2026-05-15T08:59:59.999Z'))).toMatchObject({
      code: 'in-the-future',
      field: '/from',
    });
    expect(refusalOf(() => pausing(one, '2026-05-14T11:59:59.999Z', '2026-05-14T13:00:00Z'))).toMatchObject({
      code: 'before-it-was-owed',
      field: '/from',
    });
    expect(pausing(one, '2026-05-14T12:00:00Z', '2026-05-14T13:00:00Z')).toHaveLength(1);
  });
});

describe('what a pause takes out (case 38, open-zaak/open-zaak#885)', () => {
  it.each([
    ['stopped and started on one day: nothing', '2026-05-15T09:00:00Z', '2026-05-15T16:00:00Z', '2026-05-18'],
    [
      'from Friday to Monday: the Friday, and no weekend twice',
      '2026-05-15T09:00:00Z',
      '2026-05-18T09:00:00Z',
      '2026-05-19',
    ],
    ['over a weekend alone: nothing', '2026-05-16T09:00:00Z', '2026-05-18T09:00:00Z', '2026-05-18'],
    [
      'on its last day: it is due on the day it runs again',
      '2026-05-18T21:00:00Z',
      '2026-05-27T09:00:00Z',
      '2026-05-27',
    ],
    [
      'over the bank holiday of 25 May: only what would have counted',
      '2026-05-18T09:00:00Z',
      '2026-05-26T09:00:00Z',
      '2026-05-26',
    ],
  ])('given a referral due on Monday 18 May and a pause %s', (_, from, to, due) => {
    const one = scene();
    pause(one, from);
    const facts = resume(one, to);
    expect(shown(one, to)).toEqual([`VC20-REFER vic due ${due}: open`]);
    expect(facts.map(({ type }) => type)).toContain('ObligationResumed');
    const moved = facts.find(({ type }) => type === 'ObligationRederived');
    if (due === '2026-05-18') expect(moved).toBeUndefined();
    else
      expect(moved).toMatchObject({
        data: { cause: 'pause', generation: 2, stops: [{ from: instant(from), to: instant(to) }] },
      });
  });

  it('given hours, then exactly the time between is made up for, over the change of the clocks too', () => {
    const at = '2026-10-24T12:00:00Z';
    const book = {
      ...only('QOS-FB-ACK'),
      catalogue: only('QOS-FB-ACK').catalogue.map((row) => ({ ...row, pausesFor: ['unsafe route'] })),
    };
    const received = feedback('ann', at, false, 'conduct');
    const one = scene(book, [caseOpened(at, 'feedback'), joined('ann', at, 'feedback-giver'), received], at);
    const facts = acted(
      one.state,
      book,
      instant('2026-10-24T20:00:00Z'),
      pausing(one, '2026-10-24T20:00:00Z', undefined, 'r1', 'unsafe-route'),
    );
    expect(facts.at(-1)!.type).toBe('ObligationPaused');
    resume(one, '2026-10-25T06:30:00Z');
    expect([...one.state.obligations.values()][0]!.due.dueAt).toBe('2026-10-25T22:30:00.000Z');
  });

  it('given it was met while it stood still, then in time, and resuming afterwards moves nothing', () => {
    const one = scene();
    pause(one, '2026-05-15T09:00:00Z');
    const sent = contact('vic', '2026-06-10T12:00:00Z', { method: 'email', purpose: 'referral', outcome: 'sent' });
    const facts = acted(one.state, one.book, instant('2026-06-10T12:00:00Z'), [sent.fact]);
    expect(facts.map(({ type }) => type)).toEqual([
      'ContactMade',
      'ContactSettled',
      'ObligationRederived',
      'ObligationMet',
    ]);
    expect(shown(one, '2026-06-10T12:00:00Z')).toEqual(['VC20-REFER vic due 2026-06-11: met']);
    expect(resume(one, '2026-06-12T09:00:00Z').map(({ type }) => type)).toEqual(['ClockResumed']);
  });
});

describe('pause, resume, extend and undo in any order (cases 32 and 36)', () => {
  const extendableReferral: Rulebook = {
    ...referral,
    catalogue: referral.catalogue.map((row) => ({
      ...row,
      pausesFor: ['consent awaited', 'complex: extended, explained'],
    })),
  };
  const now = '2026-05-15T09:00:00Z';
  const extending = ({ state, book, id }: Scene, by: string, at = now) =>
    extendClock(state, { rulingId: 'e1', obligationId: id, by }, book, instant(at));
  const extend = (one: Scene, by: string, at = now) => acted(one.state, one.book, instant(at), extending(one, by, at));

  it('given an extension before, in or after a pause, then the due date is the same', () => {
    const [before, within, after] = [1, 2, 3].map(() => scene(extendableReferral)) as [Scene, Scene, Scene];
    extend(before, 'P3D');
    pause(before, '2026-05-15T10:00:00Z');
    resume(before, '2026-05-19T10:00:00Z');
    pause(within, '2026-05-15T10:00:00Z');
    extend(within, 'P3D', '2026-05-18T10:00:00Z');
    resume(within, '2026-05-19T10:00:00Z');
    pause(after, '2026-05-15T10:00:00Z');
    resume(after, '2026-05-19T10:00:00Z');
    extend(after, 'P3D', '2026-05-19T11:00:00Z');
    for (const one of [before, within, after])
      expect(shown(one, '2026-05-19T12:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-26: open']);
  });

  it('given the extension is undone, then the days of the pause stay', () => {
    const one = scene(extendableReferral);
    extend(one, 'P3D');
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-19T10:00:00Z');
    const facts = undo(one, 'e1', '2026-05-19T12:00:00Z');
    expect(told(facts.slice(0, 1))).toEqual(['RulingUndone 2026-05-19T12:00:00.000Z']);
    expect(facts[1]).toMatchObject({
      type: 'ObligationRederived',
      data: { cause: 'extension', dueOn: '2026-05-20' },
    });
  });

  it('given the pause is undone, then its resumption is too, and undoing the resumption alone stops the clock again', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-18T10:00:00Z');
    undo(one, 'r2', '2026-05-18T11:00:00Z');
    expect(shown(one, '2026-05-18T11:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-18: paused']);
    undo(one, 'r1', '2026-05-18T12:00:00Z');
    expect(shown(one, '2026-05-18T12:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-18: open']);
  });

  it('given a resumption after which the clock was stopped again, then it cannot be undone by itself', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-15T11:00:00Z');
    pause(one, '2026-05-15T12:00:00Z', undefined, 'r3');
    const again = () =>
      undoRuling(one.state, { rulingId: 'r2', obligationId: one.id }, instant('2026-05-15T13:00:00Z'));
    expect(refusalOf(again).code).toBe('paused-again');
    resume(one, '2026-05-15T14:00:00Z', undefined, 'r4');
    expect(shown(one, '2026-05-15T14:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-18: open']);
  });

  it('given it was stopped again at the instant at which it ran again, then that cannot be undone by itself either', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-15T11:00:00Z');
    pause(one, '2026-05-15T11:00:00Z', undefined, 'r3');
    const again = () =>
      undoRuling(one.state, { rulingId: 'r2', obligationId: one.id }, instant('2026-05-15T13:00:00Z'));
    expect(refusalOf(again).code).toBe('paused-again');
  });

  it('given it ran again at the instant at which it was stopped, then that can be undone', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-15T10:00:00Z');
    undo(one, 'r2', '2026-05-15T11:00:00Z');
    expect(shown(one, '2026-05-15T11:00:00Z')).toEqual(['VC20-REFER vic due 2026-05-18: paused']);
  });

  it('given the clock of another victim’s duty was stopped since, then a resumption can be undone', () => {
    const one = scene(referral, [...opened, joined('val', start)]);
    const other = { ...one, id: [...one.state.obligations.keys()][0]! };
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-15T11:00:00Z');
    pause(other, '2026-05-15T12:00:00Z', undefined, 'r3');
    undo(one, 'r2', '2026-05-15T13:00:00Z');
    const paused = [...one.state.obligations.values()].map(({ pausedSince }) => pausedSince);
    expect(paused).toEqual([instant('2026-05-15T12:00:00Z'), instant('2026-05-15T10:00:00Z')]);
  });

  it('given an undone pause, then its resumption is not found', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    resume(one, '2026-05-15T11:00:00Z');
    undo(one, 'r1', '2026-05-15T12:00:00Z');
    const asked = () =>
      undoRuling(one.state, { rulingId: 'r2', obligationId: one.id }, instant('2026-05-15T13:00:00Z'));
    expect(refusalOf(asked).code).toBe('unknown-ruling');
  });

  it('given a ruling that is not there, is undone or is of another obligation, then it is not found', () => {
    const one = scene();
    pause(one, '2026-05-15T10:00:00Z');
    const asked = (rulingId: string, obligationId: string) => () =>
      undoRuling(one.state, { rulingId, obligationId }, instant('2026-05-15T11:00:00Z'));
    expect(refusalOf(asked('r9', one.id)).code).toBe('unknown-ruling');
    expect(refusalOf(asked('r1', 'other')).code).toBe('unknown-ruling');
    undo(one, 'r1', '2026-05-15T11:00:00Z');
    expect(refusalOf(asked('r1', one.id)).code).toBe('unknown-ruling');
  });

  it.each([
    ['hours', 'PT24H'],
    ['nothing', 'P0D'],
    ['no duration', 'soon'],
  ])('given an extension by %s, then it is refused', (_, by) => {
    expect(refusalOf(() => extending(scene(extendableReferral), by))).toMatchObject({
      code: 'extension-in-other-unit',
      field: '/by',
    });
  });

  it('given a commitment that cannot be extended, or one that is missed, then it is refused', () => {
    expect(refusalOf(() => extending(scene(), 'P3D')).code).toBe('extension-not-allowed');
    const needs = only('VC20-NEEDS');
    const pausesFor = ['complex: extended, explained'];
    const undated = scene({ ...needs, catalogue: needs.catalogue.map((row) => ({ ...row, pausesFor })) });
    expect(refusalOf(() => extending(undated, 'P3D')).code).toBe('no-due-date');
    const late = scene(extendableReferral);
    const extended = extending(late, 'P3D', '2026-05-18T22:59:59.999Z');
    expect(extended).toMatchObject([{ data: { by: 'P3D' }, occurred: instant('2026-05-18T22:59:59.999Z') }]);
    expect(refusalOf(() => extending(late, 'P3D', '2026-05-18T23:00:00Z')).code).toBe('already-missed');
  });

  it('given it stands still past its due date, then it can be extended', () => {
    const one = scene(extendableReferral);
    pause(one, '2026-05-15T10:00:00Z');
    extend(one, 'P3D', '2026-06-01T10:00:00Z');
    resume(one, '2026-06-01T11:00:00Z');
    expect(shown(one, '2026-06-01T11:00:00Z')).toEqual(['VC20-REFER vic due 2026-06-05: open']);
  });
});

describe('starting a clock again', () => {
  it('given it does not stand still, or an instant before it did or ahead, then it is refused', () => {
    const one = scene();
    expect(refusalOf(() => resuming(one, '2026-05-15T10:00:00Z')).code).toBe('not-paused');
    pause(one, '2026-05-15T10:00:00Z');
    const now = '2026-05-15T12:00:00Z';
    expect(refusalOf(() => resuming(one, '2026-05-15T09:59:59.999Z', now))).toMatchObject({
      code: 'ends-before-it-begins',
      field: '/at',
    });
    expect(refusalOf(() => resuming(one, '2026-05-15T12:00:00.001Z', now))).toMatchObject({
      code: 'in-the-future',
      field: '/at',
    });
    expect(resuming(one, '2026-05-15T10:00:00Z', now)).toEqual([
      {
        type: 'ClockResumed',
        data: { rulingId: 'r2', obligationId: one.id, pauseId: 'r1' },
        occurred: instant('2026-05-15T10:00:00Z'),
      },
    ]);
  });
});

describe('a series whose clock is stopped', () => {
  const at = '2026-01-31T10:00:00Z';
  const monthly = () => scene(only('QOS-UPDATE'), [caseOpened(at, 'enquiry'), joined('ann', at, 'enquirer')], at);
  const stop = (one: Scene, from: string) =>
    acted(one.state, one.book, instant(from), pausing(one, from, from, 'r1', 'no-update-wanted'));

  it('given ten days of it, then the period is ten days longer, and the next one counts from the update', () => {
    const one = monthly();
    stop(one, '2026-02-10T10:00:00Z');
    resume(one, '2026-02-20T10:00:00Z');
    expect(shown(one, '2026-02-20T10:00:00Z')).toEqual(['QOS-UPDATE ann due 2026-03-10: open']);
    acted(one.state, one.book, instant('2026-03-02T10:00:00Z'), [contact('ann', '2026-03-02T10:00:00Z').fact]);
    expect(shown(one, '2026-03-02T10:00:00Z')).toEqual([
      'QOS-UPDATE ann due 2026-03-10: met',
      'QOS-UPDATE ann due 2026-04-02: open',
    ]);
  });

  it('given it stands still for months, then no period is missed and none takes over', () => {
    const one = monthly();
    stop(one, '2026-02-10T10:00:00Z');
    expect(settledAt(one.state, one.book, instant('2026-07-01T10:00:00Z'))).toEqual([]);
    expect(shown(one, '2026-07-01T10:00:00Z')).toEqual(['QOS-UPDATE ann due 2026-02-28: paused']);
  });

  it('given a period missed before, then it stays missed and current, and nothing takes over until the clock runs', () => {
    const one = monthly();
    settledAt(one.state, one.book, instant('2026-03-01T00:00:00Z'));
    expect(refusalOf(() => stop(one, '2026-03-05T10:00:00Z')).code).toBe('already-missed');
  });
});

describe('two suspects arrested on one day', () => {
  it('given the clock of one duty is stopped, then the other runs on', () => {
    const facts = [...opened, milestone('suspect-arrested', start, 's1'), milestone('suspect-arrested', start, 's2')];
    const arrests = only('VC20-ARREST');
    const book = { ...arrests, catalogue: arrests.catalogue.map((row) => ({ ...row, pausesFor: ['unsafe route'] })) };
    const one = scene(book, facts);
    acted(
      one.state,
      book,
      instant('2026-05-15T09:00:00Z'),
      pausing(one, '2026-05-15T09:00:00Z', undefined, 'r1', 'unsafe-route'),
    );
    expect(shown(one, '2026-05-15T09:00:00Z')).toEqual([
      'VC20-ARREST vic due 2026-05-21: open',
      'VC20-ARREST vic due 2026-05-21: paused',
    ]);
  });
});
