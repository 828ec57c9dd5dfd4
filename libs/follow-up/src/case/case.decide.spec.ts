import { describe, expect, it } from '@jest/globals';
import { given, refusalOf } from '../../../../test/support/given.js';
import { caseOpened, closed, instant, joined, reopened, type PastFact } from '../../../../test/support/facts.js';
import { authorityEnded, recordedInError } from '../../../../test/support/rulings.js';
import {
  addParticipant,
  agreeContactPlan,
  assessEntitlement,
  assignCase,
  closeCase,
  endAuthority,
  reopenCase,
  voidCase,
  type NewParticipant,
} from './case.decide.js';
import { openCase, type CaseOpening } from './opening.decide.js';
import type { Case } from './case.state.js';

const now = instant('2026-03-10T12:00:00Z');
const future = instant('2026-03-10T12:00:00.001Z');
const opened = '2026-03-01T10:00:00Z';
const early = instant('2026-03-01T09:59:59.999Z');
const state = (...told: PastFact[]): Case => given(caseOpened(opened), joined('vic', opened), ...told).case!;

const inFuture = (field: string) => ({ code: 'in-the-future', kind: 'unprocessable', field });
const beforeCase = (field: string) => ({ code: 'before-case', kind: 'unprocessable', field });
const unknownParticipant = { code: 'unknown-participant', kind: 'not-found' };

describe('opening a case', () => {
  const victim: NewParticipant = { participantId: 'vic', role: 'victim', entitlement: 'unassessed' };
  const opening: CaseOpening = {
    caseId: 'c1',
    kind: 'crime',
    reference: 'CR/1/26',
    openedAt: now,
    participants: [victim],
  };

  it('given who takes part and who owns it, then the case, its owner and its participants begin at the report', () => {
    const facts = openCase({ ...opening, owner: { staffId: 'pc-1', team: 'team-1' } }, now);
    expect(facts.map(({ type, occurred, causedBy }) => [type, occurred, causedBy])).toEqual([
      ['CaseOpened', now, undefined],
      ['CaseAssigned', now, 1],
      ['ParticipantAdded', now, undefined],
    ]);
    expect(facts.slice(1).map(({ data }) => data)).toEqual([{ staffId: 'pc-1', team: 'team-1' }, victim]);
  });

  it('given all that can be said of a case and of a participant, then the facts say it', () => {
    const said = { kind: 'incident' as const, offenceGroup: 'burglary', area: { bcu: 'B', lpt: 'L' }, imported: true };
    const shop: NewParticipant = { ...victim, business: true };
    const manager: NewParticipant = {
      participantId: 'rep',
      role: 'representative',
      entitlement: 'standard',
      represents: 'vic',
      authorityUntil: '2026-12-31',
    };
    const facts = openCase({ ...opening, ...said, participants: [shop, manager] }, now);
    expect(facts.map(({ data }) => data)).toEqual([{ caseId: 'c1', reference: 'CR/1/26', ...said }, shop, manager]);
    expect(openCase(opening, now)[1]!.data).not.toHaveProperty('business');
  });

  it('given somebody who represents nobody, then authority of theirs that ends is refused', () => {
    expect(
      refusalOf(() => openCase({ ...opening, participants: [{ ...victim, authorityUntil: '2026-12-31' }] }, now)),
    ).toEqual({
      code: 'not-a-representative',
      kind: 'unprocessable',
      field: '/participants/0/authorityUntil',
    });
  });

  it('given nobody who owns it, then nobody is assigned', () => {
    expect(openCase(opening, now).map(({ type }) => type)).toEqual(['CaseOpened', 'ParticipantAdded']);
  });

  it('given a report in the future, then it is refused; a moment before, and an imported one, are not', () => {
    expect(refusalOf(() => openCase({ ...opening, openedAt: future }, now))).toEqual(inFuture('/openedAt'));
    expect(openCase({ ...opening, openedAt: now }, now)).toHaveLength(2);
    expect(openCase({ ...opening, openedAt: future, imported: true }, now)).toHaveLength(2);
  });

  it('given a report long ago, then a reason is needed; none up to the limit, and none for an import', () => {
    const at = (openedAt: string, more: object = {}) =>
      openCase({ ...opening, openedAt, ...more }, '2026-04-01T09:00:00.000Z');
    const [lastWithout, firstWith] = ['2026-01-01T09:00:00.000Z', '2026-01-01T08:59:59.999Z'];
    const needed = { code: 'late-reason-required', kind: 'unprocessable', field: '/lateReason' };
    expect(at(lastWithout)).toHaveLength(2);
    expect(refusalOf(() => at(firstWith))).toEqual(needed);
    expect(at(firstWith, { imported: true })).toHaveLength(2);
    const [opened] = at(firstWith, { lateReasonId: 'n1', lateReasonDigest: 'd1' });
    expect(opened!.data).toMatchObject({ lateReasonId: 'n1', lateReasonDigest: 'd1' });
    const within = { reasonAfterDays: 30 };
    expect(
      refusalOf(() =>
        openCase({ ...opening, openedAt: '2026-03-02T08:59:59.999Z' }, '2026-04-01T09:00:00.000Z', within),
      ),
    ).toEqual(needed);
  });

  it('given a report of more than five years ago, then it is refused whatever the reason, unless it is imported', () => {
    const at = (openedAt: string, more: object = {}) =>
      openCase({ ...opening, openedAt, lateReasonId: 'n1', ...more }, '2026-04-01T09:00:00.000Z');
    expect(at('2021-04-01T09:00:00.000Z')).toHaveLength(2);
    for (const long of ['2021-03-31T09:00:00.000Z', '2006-04-01T09:00:00.000Z', '1900-01-01T00:00:00.000Z']) {
      expect(refusalOf(() => at(long))).toEqual({
        code: 'opened-too-early',
        kind: 'unprocessable',
        field: '/openedAt',
      });
      expect(at(long, { imported: true })).toHaveLength(2);
    }
  });

  it.each<[string, NewParticipant]>([
    ['a representative of nobody', { participantId: 'rep', role: 'representative', entitlement: 'unassessed' }],
    [
      'of somebody elsewhere',
      { participantId: 'rep', role: 'representative', entitlement: 'unassessed', represents: 'x' },
    ],
    ['of themselves', { participantId: 'rep', role: 'representative', entitlement: 'unassessed', represents: 'rep' }],
    [
      'a witness who represents',
      { participantId: 'wit', role: 'witness', entitlement: 'unassessed', represents: 'vic' },
    ],
  ])('given %s, then it is refused with the field', (_, joining) => {
    expect(refusalOf(() => openCase({ ...opening, participants: [victim, joining] }, now))).toEqual({
      code: 'represents-nobody',
      kind: 'unprocessable',
      field: '/participants/1/represents',
    });
  });

  it('given a representative of a representative, then it is refused', () => {
    const rep: NewParticipant = {
      participantId: 'rep',
      role: 'representative',
      entitlement: 'unassessed',
      represents: 'vic',
    };
    const other: NewParticipant = { ...rep, participantId: 'rep-2', represents: 'rep' };
    expect(openCase({ ...opening, participants: [victim, rep] }, now)).toHaveLength(3);
    expect(refusalOf(() => openCase({ ...opening, participants: [victim, rep, other] }, now)).field).toBe(
      '/participants/2/represents',
    );
  });
});

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

describe('agreeing a contact plan', () => {
  const asked = { planId: 'p1', participantId: 'vic', frequency: 'P14D', method: 'phone' as const };
  const agreed = { at: now, on: '2026-03-10', reachedIn: new Set(['call-1']) };

  it('given somebody not on the case, then it is refused', () => {
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, participantId: 'ben' }, agreed, now))).toEqual(
      unknownParticipant,
    );
  });

  it('given a time in the future or before the case, then it is refused', () => {
    const on = (at: string) => ({ ...agreed, at });
    expect(refusalOf(() => agreeContactPlan(state(), asked, on(future), now))).toEqual(inFuture('/agreedAt'));
    expect(refusalOf(() => agreeContactPlan(state(), asked, on(early), now))).toEqual(beforeCase('/agreedAt'));
  });

  it('given the contact in which it was agreed, then it names that; any that did not reach them is refused', () => {
    expect(agreeContactPlan(state(), { ...asked, contactId: 'call-1' }, agreed, now)).toMatchObject([
      { type: 'ContactPlanAgreed', data: { contactId: 'call-1' } },
    ]);
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, contactId: 'call-2' }, agreed, now))).toEqual({
      code: 'unknown-contact',
      kind: 'unprocessable',
      field: '/contactId',
    });
  });

  it.each(['P0D', 'PT24H', 'P1Y', 'P1M2D', '', 'monthly', 'P-7D'])(
    'given every %s, then it is refused',
    (frequency) => {
      expect(refusalOf(() => agreeContactPlan(state(), { ...asked, frequency }, agreed, now))).toEqual({
        code: 'frequency-not-positive',
        kind: 'unprocessable',
        field: '/frequency',
      });
    },
  );

  it.each(['P1D', 'P7D', 'P2W', 'P1M'])('given every %s, then it is agreed', (frequency) => {
    const facts = agreeContactPlan(state(), { ...asked, frequency }, agreed, now);
    expect(facts).toEqual([{ type: 'ContactPlanAgreed', data: { ...asked, frequency }, occurred: now }]);
  });

  it('given an end before the day it was agreed, then it is refused, and on that day not', () => {
    expect(refusalOf(() => agreeContactPlan(state(), { ...asked, until: '2026-03-09' }, agreed, now))).toEqual({
      code: 'ends-before-it-begins',
      kind: 'unprocessable',
      field: '/until',
    });
    expect(agreeContactPlan(state(), { ...asked, until: '2026-03-10' }, agreed, now)).toHaveLength(1);
  });
});

describe('assigning a case', () => {
  const owner = { staffId: 'pc-1', team: 'team-1' };

  it('given a time in the future or before the case, then it is refused, and at its edges not', () => {
    expect(refusalOf(() => assignCase(state(), owner, future, now))).toEqual(inFuture('/from'));
    expect(refusalOf(() => assignCase(state(), owner, early, now))).toEqual(beforeCase('/from'));
    expect(assignCase(state(), owner, now, now)).toMatchObject([{ type: 'CaseAssigned', data: owner, occurred: now }]);
    expect(assignCase(state(), owner, instant(opened), now)).toHaveLength(1);
  });
});

describe('closing and reopening a case', () => {
  const asked = { closureId: 'x1', reason: 'resolved' as const };
  const shut = closed('2026-03-05T10:00:00Z');
  const open = reopened('2026-03-07T10:00:00Z');
  const momentBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();

  it('given it is closed, then closing it again is refused; given it was reopened, it is not', () => {
    expect(refusalOf(() => closeCase(state(shut), asked, now, now))).toEqual({
      code: 'already-closed',
      kind: 'conflict',
    });
    expect(closeCase(state(shut, open), asked, now, now)).toMatchObject([{ type: 'CaseClosed', occurred: now }]);
  });

  it('given a time in the future, before the case or before it was last reopened, then closing is refused', () => {
    expect(refusalOf(() => closeCase(state(), asked, future, now))).toEqual(inFuture('/closedAt'));
    expect(refusalOf(() => closeCase(state(), asked, early, now))).toEqual(beforeCase('/closedAt'));
    const justBefore = momentBefore('2026-03-07T10:00:00Z');
    expect(refusalOf(() => closeCase(state(shut, open), asked, justBefore, now))).toEqual(beforeCase('/closedAt'));
    expect(closeCase(state(shut, open), asked, instant('2026-03-07T10:00:00Z'), now)).toHaveLength(1);
    expect(closeCase(state(), asked, instant(opened), now)).toHaveLength(1);
  });

  it('given when it was decided, then the closure says so; not before the case, nor after it was closed', () => {
    const close = (decidedAt: string) => () =>
      closeCase(state(), { ...asked, decidedAt: instant(decidedAt) }, now, now);
    expect(close('2026-03-01T10:00:00Z')()[0]!.data).toMatchObject({ decidedAt: instant(opened) });
    expect(close('2026-03-10T12:00:00Z')()).toHaveLength(1);
    expect(refusalOf(close('2026-03-01T09:59:59.999Z'))).toEqual(beforeCase('/decidedAt'));
    expect(refusalOf(close('2026-03-10T12:00:00.001Z'))).toEqual({
      code: 'decided-after-it-happened',
      kind: 'unprocessable',
      field: '/decidedAt',
    });
    const decidedAt = instant(momentBefore('2026-03-07T10:00:00Z'));
    expect(refusalOf(() => closeCase(state(shut, open), { ...asked, decidedAt }, now, now))).toEqual(
      beforeCase('/decidedAt'),
    );
  });

  it('given it was recorded in error, then it is cancelled and never was one; once', () => {
    const inError = { closureId: 'x1', noteId: 'n1' };
    const types = (subject: Case) => voidCase(subject, inError, now).map(({ type }) => type);
    expect(types(state())).toEqual(['CaseClosed', 'CaseVoided']);
    expect(types(state(shut))).toEqual(['CaseVoided']);
    expect(types(state(shut, open))).toEqual(['CaseClosed', 'CaseVoided']);
    expect(refusalOf(() => voidCase(state(...recordedInError(opened)), inError, now)).code).toBe('already-voided');
  });

  it('given it was closed and reopened more than once, then what it was last counts', () => {
    const again = [closed('2026-03-08T10:00:00Z'), reopened('2026-03-09T10:00:00Z')];
    const last = state(shut, open, ...again);
    const between = instant('2026-03-07T10:00:00Z');
    expect(refusalOf(() => closeCase(last, asked, between, now))).toEqual(beforeCase('/closedAt'));
    const shutAgain = state(shut, open, again[0]!);
    expect(refusalOf(() => reopenCase(shutAgain, { reopeningId: 'r2' }, between, now))).toEqual(
      beforeCase('/reopenedAt'),
    );
  });

  it('given it is not closed, then reopening is refused', () => {
    const refusal = { code: 'not-closed', kind: 'conflict' };
    expect(refusalOf(() => reopenCase(state(), { reopeningId: 'r1' }, now, now))).toEqual(refusal);
    expect(refusalOf(() => reopenCase(state(shut, open), { reopeningId: 'r1' }, now, now))).toEqual(refusal);
  });

  it('given a time in the future or before it was closed, then reopening is refused, and at that time not', () => {
    const reopen = (at: string) => reopenCase(state(shut), { reopeningId: 'r1' }, at, now);
    expect(refusalOf(() => reopen(future))).toEqual(inFuture('/reopenedAt'));
    expect(refusalOf(() => reopen(early))).toEqual(beforeCase('/reopenedAt'));
    expect(refusalOf(() => reopen(momentBefore('2026-03-05T10:00:00Z')))).toEqual(beforeCase('/reopenedAt'));
    expect(reopen(instant('2026-03-05T10:00:00Z'))).toEqual([
      { type: 'CaseReopened', data: { reopeningId: 'r1' }, occurred: instant('2026-03-05T10:00:00Z') },
    ]);
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
