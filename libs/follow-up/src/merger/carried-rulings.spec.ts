import { describe, expect, it } from '@jest/globals';
import type { NewFactOf } from '@kept-informed/event-store';
import * as told from '../../../../test/support/facts.js';
import { given, only, refusalOf, rulebook, settledAt, standings } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import { noDisputes } from '../dispute/dispute.state.js';
import { type FollowUp, type FollowUpEvent, advance } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import { undoRuling } from '../ruling/clock.decide.js';
import { mergeCases, type OwingCase } from './merge.decide.js';

const book = { ...rulebook, catalogue: only('VC20-ARREST', 'VC20-PERIODIC', 'VC20-REFER', 'QOS-CLOSE').catalogue };
const opened = '2026-11-02T09:00:00Z';
const now = told.instant('2026-11-20T09:00:00Z');
const arrest = told.milestone('suspect-arrested', '2026-11-03T09:00:00Z');
const { milestoneId } = arrest.fact.data as { milestoneId: string };
const duty = ruled.on('VC20-ARREST', 'vic', milestoneId);

/** The facts of a case as its stream would have them, what follows included. */
function streamOf(...story: readonly told.PastFact[]): FollowUpEvent[] {
  const state = given();
  const facts: FollowUpEvent[] = [];
  for (const { fact, recorded } of story) {
    const recording = { by: 'spec', requestId: 'spec', recorded };
    for (const decide of [() => [fact], () => reconcile(state, book, recorded).facts]) {
      const made = decide();
      advance(state, made, recording);
      facts.push(...made.map((one) => ({ ...one, ...recording }) as FollowUpEvent));
    }
  }
  return facts;
}

const none = noDisputes();
const here = [told.caseOpened(opened), told.joined('vic', opened)];
const there = [told.caseOpened(opened, 'crime', { caseId: 'c2', reference: 'CR/2/26' }), told.joined('val', opened)];

/** What the survivor records once the case of a story is merged into it. */
function carried(...told: readonly told.PastFact[]): readonly NewFactOf<FollowUpEvent>[] {
  const story = known(told);
  const asked = { into: 'c2', participants: { vic: 'val' } };
  const from = given(...here, ...story).case!;
  return mergeCases(
    { case: from, facts: streamOf(...here, ...story), obligations: new Map(), disputes: none },
    given(...there) as OwingCase,
    asked,
    { now, book },
  ).into;
}

/** The survivor once the case of a story was merged into it. */
function merged(...told: readonly told.PastFact[]): FollowUp {
  const state = given(...there);
  advance(state, carried(...told), { by: 'spec', requestId: 'spec', recorded: now });
  settledAt(state, book, now);
  return state;
}

const survivor = (...story: readonly told.PastFact[]): string[] => standings(merged(...story), now);

describe('merging a case into another one', () => {
  it('carries what is owed because of what happened, missed included', () => {
    expect(survivor(arrest)).toContain('VC20-ARREST val due 2026-11-10: missed');
  });

  it.each([
    ['excused', ruled.excused(duty, '2026-11-09T09:00:00Z', ['k1']), 'excused'],
    ['waived', ruled.waived(duty, '2026-11-09T09:00:00Z'), 'waived'],
    ['voided', ruled.voided(duty, '2026-11-09T09:00:00Z'), 'voided'],
  ])('carries what was decided: %s here is so there', (_, ruling, status) => {
    expect(survivor(arrest, ruling)).toContain(`VC20-ARREST val due 2026-11-10: ${status}`);
  });

  it('carries what was taken back as taken back', () => {
    const ruling = ruled.excused(duty, '2026-11-09T09:00:00Z', ['k1']);
    const undone = ruled.undone('excused-2026-11-09T09:00:00Z', '2026-11-09T10:00:00Z');
    expect(survivor(arrest, ruling, undone)).toContain('VC20-ARREST val due 2026-11-10: missed');
  });

  it('carries the pauses of a series with their resumptions', () => {
    const plan = told.planned('vic', 'P14D', '2026-11-03T09:00:00Z');
    const series = ruled.on('VC20-PERIODIC', 'vic', (plan.fact.data as { planId: string }).planId);
    expect(survivor(plan)).toContain('VC20-PERIODIC val due 2026-11-17: missed');
    const paused = ruled.paused(series, '2026-11-05T09:00:00Z', 'no-update-wanted');
    expect(survivor(plan, paused)).toContain('VC20-PERIODIC val due 2026-11-17: paused');
    const resumed = ruled.resumed('paused-2026-11-05T09:00:00Z', '2026-11-12T09:00:00Z');
    expect(survivor(plan, paused, resumed)).toContain('VC20-PERIODIC val due 2026-11-24: open');
  });

  it('leaves what was decided about a duty that the opening of the case made owed: that is owed there for itself', () => {
    const referral = ruled.on('VC20-REFER', 'vic', 'c1');
    expect(survivor(ruled.voided(referral, '2026-11-03T09:00:00Z'))).toContain('VC20-REFER val due 2026-11-04: missed');
  });

  it('carries nothing of what was decided about duties that the opening or a closing of the case made owed', () => {
    const closure = told.closed('2026-11-04T09:00:00Z');
    const { closureId } = closure.fact.data as { closureId: string };
    const opening = ruled.on('VC20-REFER', 'vic', 'c1');
    const closing = ruled.on('QOS-CLOSE', 'vic', closureId);
    const excused = ruled.excused(duty, '2026-11-09T09:00:00Z', ['k1']);
    const story = [
      arrest,
      excused,
      closure,
      told.reopened('2026-11-04T10:00:00Z'),
      ruled.paused(opening, '2026-11-03T09:00:00Z', 'consent-awaited'),
      ruled.resumed('paused-2026-11-03T09:00:00Z', '2026-11-03T10:00:00Z'),
      ruled.waived(closing, '2026-11-05T09:00:00Z'),
      ruled.undone('waived-2026-11-05T09:00:00Z', '2026-11-05T10:00:00Z'),
    ];
    expect(carried(...story).map(({ type }) => type)).toEqual(['CaseAbsorbed', 'MilestoneReached', 'ExcusalRuled']);
    expect(survivor(...story)).toContain('VC20-ARREST val due 2026-11-10: excused');
  });

  it('carries what was decided about somebody who joins as who they are', () => {
    const next = told.joined('neighbour', opened);
    const theirs = ruled.on('VC20-ARREST', 'neighbour', milestoneId);
    expect(survivor(next, arrest, ruled.waived(theirs, '2026-11-09T09:00:00Z'))).toContain(
      'VC20-ARREST neighbour due 2026-11-10: waived',
    );
  });

  it('carries what was taken back at its own time, and a resumption by the duty that it is about there', () => {
    const plan = told.planned('vic', 'P14D', '2026-11-03T09:00:00Z');
    const series = ruled.on('VC20-PERIODIC', 'vic', (plan.fact.data as { planId: string }).planId);
    const facts = carried(
      plan,
      ruled.paused(series, '2026-11-05T09:00:00Z', 'no-update-wanted'),
      ruled.resumed('paused-2026-11-05T09:00:00Z', '2026-11-12T09:00:00Z'),
      ruled.undone('resumed-2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z'),
    ).slice(-3);
    expect(facts.map(({ type, occurred }) => [type, occurred])).toEqual([
      ['ClockPaused', told.instant('2026-11-05T09:00:00Z')],
      ['ClockResumed', told.instant('2026-11-12T09:00:00Z')],
      ['RulingUndone', told.instant('2026-11-13T09:00:00Z')],
    ]);
    const [paused, resumed] = facts.map(({ data }) => (data as { obligationId: string }).obligationId);
    expect(resumed).toBe(paused);
  });

  it('names the pause of a series by the period that it was decided about there', () => {
    const plan = told.planned('vic', 'P14D', '2026-11-03T09:00:00Z');
    const series = ruled.on('VC20-PERIODIC', 'vic', (plan.fact.data as { planId: string }).planId);
    const state = merged(arrest, plan, ruled.paused(series, '2026-11-05T09:00:00Z', 'no-update-wanted'));
    const first = [...state.obligations.values()].find(({ commitment }) => commitment === 'VC20-PERIODIC');
    expect(state.case!.rulings).toMatchObject([{ of: { obligationId: first!.obligationId } }]);
  });

  it('leaves a period of a series that was waived by then, and the next takes its place when it was due', () => {
    const plan = told.planned('vic', 'P14D', '2026-11-03T09:00:00Z');
    const series = ruled.on('VC20-PERIODIC', 'vic', (plan.fact.data as { planId: string }).planId);
    const owed = survivor(arrest, plan, ruled.waived(series, '2026-11-05T09:00:00Z'));
    expect(owed.filter((one) => one.startsWith('VC20-PERIODIC'))).toEqual(['VC20-PERIODIC val due 2026-12-01: open']);
  });

  it('names a ruling by the obligation that it is about there, so that it can be undone', () => {
    const ruling = ruled.excused(duty, '2026-11-09T09:00:00Z', ['k1']);
    const state = merged(arrest, ruling);
    const excused = [...state.obligations.values()].find(({ outcome }) => outcome?.as === 'excused');
    const of = { obligationId: excused!.obligationId, rulingId: 'excused-2026-11-09T09:00:00Z' };
    expect(undoRuling(state, of, now)).toMatchObject([{ type: 'RulingUndone' }]);
  });

  it.each([
    ['itself', 'c1', 'same-case', '/into'],
    ['another role', 'c2', 'participant-not-placed', '/participants/vic'],
  ])('refuses %s', (_, into, code, field) => {
    const from = given(...here).case!;
    const other = into === 'c1' ? from : given(there[0]!, told.joined('val', opened, 'witness')).case!;
    expect(
      refusalOf(() =>
        mergeCases(
          { case: from, facts: [], obligations: new Map(), disputes: none },
          { case: other, obligations: new Map() },
          { into, participants: { vic: 'val' } },
          { now, book },
        ),
      ),
    ).toEqual({
      code,
      kind: 'unprocessable',
      field,
    });
  });
});

/** The story with rulings that name the obligation that was in front of whoever decided. */
function known(story: readonly told.PastFact[]): told.PastFact[] {
  return story.map(({ fact, recorded }, index) => {
    const { obligationId, commitment } = fact.data as { obligationId?: string; commitment?: string };
    if (obligationId === undefined || commitment === undefined) return { fact, recorded };
    const real = obligationOf(streamOf(...here, ...story.slice(0, index)), commitment);
    return { fact: { ...fact, data: { ...fact.data, obligationId: real } } as told.PastFact['fact'], recorded };
  });
}

function obligationOf(facts: readonly FollowUpEvent[], commitment: string): string {
  const arose = facts.find(
    ({ type, data }) => type === 'ObligationArose' && (data as { commitment: string }).commitment === commitment,
  );
  return (arose!.data as { obligationId: string }).obligationId;
}
