import { describe, expect, it } from '@jest/globals';
import { given, refusalOf, rulebook } from '../../../../test/support/given.js';
import { caseOpened, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';
import { milestoneVoided } from '../../../../test/support/rulings.js';
import type { Case } from './case.state.js';
import { reachMilestone, voidMilestone, type ReachedMilestone } from './milestone.decide.js';

const now = instant('2026-03-10T12:00:00Z');
const future = instant('2026-03-10T12:00:00.001Z');
const opened = '2026-03-01T10:00:00Z';
const early = instant('2026-03-01T09:59:59.999Z');
const state = (...told: PastFact[]): Case => given(caseOpened(opened), joined('vic', opened), ...told).case!;

const inFuture = (field: string) => ({ code: 'in-the-future', kind: 'unprocessable', field });
const beforeCase = (field: string) => ({ code: 'before-case', kind: 'unprocessable', field });

describe('reaching a milestone', () => {
  const asked = { milestoneId: 'm1', type: 'suspect-arrested' };
  const reach = (more: Partial<ReachedMilestone> = {}, ...told: PastFact[]) =>
    reachMilestone(state(...told), { ...asked, occurredAt: now, ...more }, rulebook.catalogue, now);
  const unprocessable = (code: string, field: string) => ({ code, kind: 'unprocessable', field });

  it('given one that no commitment knows, then it is refused', () => {
    expect(refusalOf(() => reach({ type: 'case-opened' }))).toEqual({
      code: 'unknown-trigger',
      kind: 'unprocessable',
      field: '/type',
    });
  });

  it('given it in the future or before the case, then it is refused', () => {
    expect(refusalOf(() => reach({ occurredAt: future }))).toEqual(inFuture('/occurredAt'));
    expect(refusalOf(() => reach({ occurredAt: early }))).toEqual(beforeCase('/occurredAt'));
  });

  it('given it known in the future, or before it happened, then it is refused', () => {
    expect(refusalOf(() => reach({ occurredAt: now, knownAt: future }))).toEqual(inFuture('/knownAt'));
    const times = { occurredAt: now, knownAt: instant('2026-03-10T11:59:59.999Z') };
    expect(refusalOf(() => reach(times))).toEqual({
      code: 'known-before-it-happened',
      kind: 'unprocessable',
      field: '/knownAt',
    });
  });

  it('given it known later, then the fact keeps both times; known at once, it keeps one', () => {
    const occurredAt = instant('2026-03-09T12:00:00Z');
    expect(reach({ occurredAt, knownAt: now })).toEqual([
      { type: 'MilestoneReached', data: asked, occurred: occurredAt, known: now },
    ]);
    expect(reach({ occurredAt, knownAt: occurredAt })[0]).not.toHaveProperty('known');
    expect(reach({ occurredAt })[0]).not.toHaveProperty('known');
  });

  describe('of a person', () => {
    const required = { type: 'evidence-required' };
    const second = joined('val', opened);
    const representative = joined('rep', opened, 'representative', 'unassessed', { represents: 'vic' });

    it('given only one who could be meant, then it concerns them', () => {
      expect(reach(required, representative)[0]!.data.participantIds).toEqual(['vic']);
    });

    it.each([
      ['two victims', [second]],
      ['a witness too', [joined('wit', opened, 'witness')]],
    ])('given %s and nobody named, then it is refused and names the choices', (_, told) => {
      expect(refusalOf(() => reach(required, ...told))).toEqual(
        unprocessable('whom-does-it-concern', '/participantIds'),
      );
    });

    it('given one of two victims named, then it concerns that one, and no reason is asked for', () => {
      expect(reach({ ...required, participantIds: ['val'] }, second)[0]!.data.participantIds).toEqual(['val']);
    });
  });

  describe('of a suspect', () => {
    const second = joined('val', opened);

    it('given nobody named, then it concerns everybody', () => {
      expect(reach({}, second)[0]!.data).not.toHaveProperty('participantIds');
    });

    it('given fewer than all victims named, then it needs a reason; with one, or naming all, it does not', () => {
      const named = { participantIds: ['vic'] };
      expect(refusalOf(() => reach(named, second))).toEqual(unprocessable('left-out-without-reason', '/reason'));
      expect(reach({ ...named, reasonId: 'n1', reasonDigest: 'd1' }, second)[0]!.data).toMatchObject(named);
      expect(reach({ participantIds: ['vic', 'val'] }, second)).toHaveLength(1);
    });

    it('given a reason and no victim left out, then it is refused', () => {
      expect(refusalOf(() => reach({ reasonId: 'n1' }))).toEqual(unprocessable('nobody-left-out', '/reason'));
    });

    it('given somebody of another case, or the same one twice, then it is refused, naming the place', () => {
      const named = (...participantIds: string[]) => refusalOf(() => reach({ participantIds }));
      expect(named('vic', 'zoe')).toEqual(unprocessable('unknown-participant', '/participantIds/1'));
      expect(named('vic', 'vic')).toEqual(unprocessable('unknown-participant', '/participantIds/1'));
    });
  });

  it('given when it was decided, then the fact keeps it; what nobody decides on has no such time', () => {
    const decided = { type: 'charges-dropped', decidedAt: instant('2026-03-09T12:00:00Z') };
    expect(reach(decided)[0]!.data).toMatchObject(decided);
    const refused = (more: Partial<ReachedMilestone>) => refusalOf(() => reach({ ...decided, ...more }));
    expect(refused({ type: 'suspect-arrested' })).toEqual(unprocessable('not-a-decision', '/decidedAt'));
    expect(refused({ decidedAt: future })).toEqual(unprocessable('decided-after-it-happened', '/decidedAt'));
    expect(refused({ decidedAt: early })).toEqual(beforeCase('/decidedAt'));
  });
});

describe('voiding a milestone', () => {
  const arrests = ['s1', 's2'].map((suspect) => milestone('suspect-arrested', opened, suspect));
  const [, milestoneId] = arrests.map(({ fact }) => (fact.data as { milestoneId: string }).milestoneId);

  it('given one of two, then that one is voided, and only once', () => {
    const asked = { milestoneId: milestoneId!, noteId: 'n1' };
    expect(voidMilestone(state(...arrests), asked, now)).toEqual([
      { type: 'MilestoneVoided', data: asked, occurred: now },
    ]);
    const voided = state(...arrests, milestoneVoided(milestoneId!, opened));
    expect(refusalOf(() => voidMilestone(voided, asked, now))).toEqual({ code: 'already-voided', kind: 'conflict' });
    expect(refusalOf(() => voidMilestone(state(), asked, now))).toEqual({
      code: 'unknown-milestone',
      kind: 'not-found',
    });
  });
});
