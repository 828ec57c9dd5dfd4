import { describe, expect, it } from '@jest/globals';
import { englandAndWales, englandAndWalesAsKnownOn, type Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import * as facts from '../../../../test/support/facts.js';
import { activated, acted, given, only, settledAt, under } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import { type Rulebook, defaultLadder } from '@kept-informed/commitments';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import type { Obligation } from '../obligation/obligation.state.js';

// rules.md, Corrections: every due date that was worked out again names its cause, and when that happened.
const start = '2026-05-14T10:00:00.000Z';
const arrests = only('VC20-ARREST');
const all = { to: 'recompute-all' } as const;

/** An arrest of Thursday 14 May 2026, of which the victim is to be told by the end of Thursday 21 May. */
function arrest(book: Rulebook = arrests): FollowUp {
  const told = [facts.caseOpened(start), facts.joined('vic', start), facts.milestone('suspect-arrested', start)];
  const state = given(...told);
  settledAt(state, book, start);
  return state;
}

/** What of the due date was worked out again: why, when that happened, for which day, which generation. */
function rederived(added: readonly NewFact[]): unknown[] {
  return added
    .filter(({ type }) => type === 'ObligationRederived')
    .map(({ data, occurred }) => {
      const { cause, dueOn, generation } = data as { cause: string; dueOn: string; generation: number };
      return [cause, occurred, dueOn, generation];
    });
}

const onlyOne = ({ obligations }: FollowUp): Obligation => [...obligations.values()][0]!;

const later = '2026-05-18T15:00:00.000Z';
const recorded = (state: FollowUp, book: Rulebook, { fact }: facts.PastFact, at: Instant = later) =>
  rederived(acted(state, book, at, [fact]));

describe('a due date that is worked out again', () => {
  it('given the victim is found to be entitled to more, then from when that was found', () => {
    const assessed = facts.assessed('vic', 'enhanced', '2026-05-18T09:00:00Z');
    expect(recorded(arrest(), arrests, assessed)).toEqual([
      ['entitlement', '2026-05-18T09:00:00.000Z', '2026-05-19', 2],
    ]);
  });

  it('given another policy, then from its activation', () => {
    const book = activated(arrests, '2026-05-18T09:00:00Z', all, { dayKinds: { 'VC20-ARREST': 'calendar' } });
    expect(rederived(settledAt(arrest(), book, later))).toEqual([
      ['policy', '2026-05-18T09:00:00.000Z', '2026-05-19', 2],
    ]);
  });

  it('given another calendar, then from its activation', () => {
    const mourning = '2022-09-12T10:00:00.000Z';
    const before = under(arrests, { calendar: englandAndWalesAsKnownOn('2022-09-09') });
    const told = [facts.caseOpened(mourning), facts.joined('vic', mourning)];
    const state = given(...told, facts.milestone('suspect-arrested', mourning));
    settledAt(state, before, mourning);
    const book = activated(before, '2022-09-13T09:00:00Z', all, { calendar: englandAndWales });
    const [found, ...others] = rederived(settledAt(state, book, '2022-09-13T12:00:00.000Z'));
    expect([found, others]).toEqual([['calendar', '2022-09-13T09:00:00.000Z', '2022-09-20', 2], []]);
  });

  it('given what had met it is struck out, then as corrected, when that was recorded', () => {
    const state = arrest();
    const call = facts.contact('vic', '2026-05-15T10:00:00Z', { tells: ['suspect-arrested'] });
    acted(state, arrests, '2026-05-15T10:00:00.000Z', [call.fact]);
    const struck = ruled.struckOut('contact-2026-05-15T10:00:00Z', later);
    expect(recorded(state, arrests, struck)).toEqual([['correction', later, '2026-05-21', 2]]);
  });

  it('given only the ladder is another, then with its rungs', () => {
    const state = arrest();
    const ladder = [...defaultLadder.slice(0, 3), { rung: 'unresolved', days: 6, to: 'performance-unit' } as const];
    const book = activated(arrests, '2026-05-18T09:00:00Z', all, { ladder });
    expect(rederived(settledAt(state, book, later))).toEqual([['policy', '2026-05-18T09:00:00.000Z', '2026-05-21', 2]]);
    const { due } = onlyOne(state);
    expect(due.rungs.at(-1)).toEqual({ rung: 'unresolved', at: '2026-06-01T23:00:00.000Z' });
  });

  it.each([
    ['a rung has another name', [{ ...defaultLadder[0]!, rung: 'reminder' }, ...defaultLadder.slice(1)]],
    ['a rung is left out', defaultLadder.slice(1)],
    ['a rung is added', [...defaultLadder, { rung: 'again', days: 9, to: 'inspector' } as const]],
  ])('given %s, then with the rungs of the new ladder', (_, ladder) => {
    const state = arrest();
    const book = activated(arrests, '2026-05-18T09:00:00Z', all, { ladder });
    expect(rederived(settledAt(state, book, later))).toHaveLength(1);
    const { due } = onlyOne(state);
    expect(due.rungs.map(({ rung }) => rung)).toEqual(ladder.map(({ rung }) => rung));
  });

  it('given new terms under which nothing is otherwise, then not', () => {
    const book = activated(arrests, '2026-05-18T09:00:00Z', all, { lateAfterHours: 24 });
    expect(settledAt(arrest(), book, later)).toEqual([]);
  });
});

describe('a clock that was stopped, extended or started again', () => {
  const referrals = only('VC20-REFER');
  const extendable: Rulebook = {
    ...referrals,
    catalogue: referrals.catalogue.map((row) => ({ ...row, pausesFor: ['consent awaited', 'complex: extended'] })),
  };
  const duty = ruled.on('VC20-REFER', 'vic', 'c1');

  /** A crime of Thursday 14 May 2026; the victim is to be referred by the end of Monday 18 May. */
  function crime(): FollowUp {
    const state = given(facts.caseOpened(start), facts.joined('vic', start));
    settledAt(state, extendable, start);
    return state;
  }

  it('is worked out again when it runs again, and not when it is stopped', () => {
    const state = crime();
    const stopped = ruled.paused(duty, '2026-05-15T09:00:00.000Z', 'consent-awaited');
    expect(recorded(state, extendable, stopped, '2026-05-15T09:00:00.000Z')).toEqual([]);
    const running = ruled.resumed('paused-2026-05-15T09:00:00.000Z', '2026-05-18T14:00:00.000Z');
    expect(recorded(state, extendable, running)).toEqual([['pause', later, '2026-05-19', 2]]);
  });

  it('is extended by all that was granted', () => {
    const state = crime();
    expect(recorded(state, extendable, ruled.extended(duty, 'P2D', '2026-05-15T09:00:00Z'))).toEqual([
      ['extension', later, '2026-05-20', 2],
    ]);
    expect(recorded(state, extendable, ruled.extended(duty, 'P3D', '2026-05-15T10:00:00Z'))).toEqual([
      ['extension', later, '2026-05-26', 3],
    ]);
    const { due } = onlyOne(state);
    expect(due.extendedBy).toBe('P5D');
  });
});
