import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../test/support/given.js';
import { instant, joined, type PastFact } from '../../../../test/support/facts.js';
import { authorityEnded } from '../../../../test/support/rulings.js';
import { beforeCase, early, future, inFuture, now, opened, state, unknownParticipant } from './case.fixture.js';
import { addParticipant, assessEntitlement, endAuthority, type NewParticipant } from './participant.decide.js';

describe('adding a participant', () => {
  const ann: NewParticipant = { participantId: 'ann', role: 'victim', entitlement: 'unassessed' };

  it.each([
    ['the future', future, inFuture('/from')],
    ['before the case', early, beforeCase('/from')],
  ])('given a start in %s, then it is refused', (_, from, refusal) => {
    expect(refusalOf(() => addParticipant(state(), ann, from, now))).toEqual(refusal);
  });

  it.each([now, instant(opened)])('given a start at %s, then they take part from then', (from) => {
    expect(addParticipant(state(), ann, from, now)).toMatchObject([{ type: 'ParticipantAdded', occurred: from }]);
  });

  it('given a representative of somebody on the case, then they may; of somebody else, it is refused', () => {
    const rep: NewParticipant = { ...ann, role: 'representative', represents: 'vic' };
    expect(addParticipant(state(), rep, now, now)).toHaveLength(1);
    const refusal = { code: 'represents-nobody', kind: 'unprocessable', field: '/represents' };
    expect(refusalOf(() => addParticipant(state(), { ...rep, represents: 'ben' }, now, now))).toEqual(refusal);
    expect(refusalOf(() => addParticipant(state(), { ...ann, represents: 'vic' }, now, now))).toEqual(refusal);
  });
});

describe('assessing entitlement', () => {
  const asked = { assessmentId: 'a1', participantId: 'vic', entitlement: 'enhanced' as const, reasons: [] };

  it('given somebody not on the case, then it is refused', () => {
    expect(refusalOf(() => assessEntitlement(state(), { ...asked, participantId: 'ben' }, now, now))).toEqual(
      unknownParticipant,
    );
  });

  it('given a time in the future or before the case, then it is refused, and at its edges not', () => {
    expect(refusalOf(() => assessEntitlement(state(), asked, future, now))).toEqual(inFuture('/assessedAt'));
    expect(refusalOf(() => assessEntitlement(state(), asked, early, now))).toEqual(beforeCase('/assessedAt'));
    expect(assessEntitlement(state(), asked, now, now)).toMatchObject([{ type: 'EntitlementAssessed', occurred: now }]);
    expect(assessEntitlement(state(), asked, instant(opened), now)).toHaveLength(1);
  });
});

describe('ending the authority of a representative', () => {
  const rep = joined('rep', opened, 'representative', 'unassessed', { represents: 'vic' });
  const ending = (participantId = 'rep', at = now, ...more: PastFact[]) =>
    endAuthority(state(rep, ...more), { participantId, reason: 'withdrawn' }, at, now);

  it('given it, then it is a fact from then on', () => {
    const data = { participantId: 'rep', reason: 'withdrawn' };
    expect(ending('rep', instant(opened))).toEqual([{ type: 'AuthorityEnded', data, occurred: instant(opened) }]);
  });

  it('given a time in the future or before the case, somebody who has none or is not there, then it is refused', () => {
    expect(refusalOf(() => ending('rep', future))).toEqual(inFuture('/at'));
    expect(refusalOf(() => ending('rep', early))).toEqual(beforeCase('/at'));
    expect(refusalOf(() => ending('ben'))).toEqual(unknownParticipant);
    expect(refusalOf(() => ending('vic'))).toEqual({
      code: 'not-a-representative',
      kind: 'unprocessable',
      field: '/participantId',
    });
  });

  it('given it was ended before, then it is refused', () => {
    const refusal = { code: 'already-ended', kind: 'conflict' };
    expect(refusalOf(() => ending('rep', now, authorityEnded('rep', opened)))).toEqual(refusal);
  });
});
