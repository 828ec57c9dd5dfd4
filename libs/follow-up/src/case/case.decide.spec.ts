import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../test/support/given.js';
import { closed, instant, reopened } from '../../../../test/support/facts.js';
import { recordedInError } from '../../../../test/support/rulings.js';
import { beforeCase, early, future, inFuture, now, opened, state } from './case.fixture.js';
import { assignCase, closeCase, reopenCase, voidCase } from './case.decide.js';
import type { Case } from './case.state.js';

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
