import { describe, expect, it } from '@jest/globals';
import { given, refusalOf } from '../../../../test/support/given.js';
import {
  caseOpened,
  feedback,
  instant,
  joined,
  replyAsked,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { receiveFeedback, requestReply, withdrawReplyRequest, type FeedbackScene } from './feedback.decide.js';

const now = instant('2026-03-10T12:00:00Z');
const future = instant('2026-03-10T12:00:00.001Z');
const opened = '2026-03-01T10:00:00Z';

function scene(...told: PastFact[]): FeedbackScene {
  const {
    opened: report,
    participants,
    feedback: received,
  } = given(caseOpened(opened, 'feedback'), joined('ann', opened, 'feedback-giver'), ...told).case!;
  return { openedAt: report.at, participantIds: new Set(participants.keys()), feedback: received };
}

const unasked = feedback('ann', '2026-03-02T10:00:00Z', false);
const asked = feedback('ann', '2026-03-02T10:00:00Z', true);
const unprocessable = (code: string, field: string) => ({ code, kind: 'unprocessable', field });
const conflict = (code: string) => ({ code, kind: 'conflict' });
const unknown = { code: 'unknown-feedback', kind: 'not-found' };

describe('receiving feedback', () => {
  const data = {
    feedbackId: 'f1',
    participantId: 'ann',
    method: 'email',
    type: 'comment',
    replyRequested: true,
  } as const;
  const receive = (receivedAt: string, participantId = 'ann', knownAt?: string) =>
    receiveFeedback(scene(), { ...data, participantId }, { receivedAt, knownAt }, now);

  it('given somebody not on the case, then it is refused', () => {
    expect(refusalOf(() => receive(now, 'ben'))).toEqual(unprocessable('unknown-participant', '/participantId'));
  });

  it('given it in the future or before the case, then it is refused, and at the edges not', () => {
    expect(refusalOf(() => receive(future))).toEqual(unprocessable('in-the-future', '/receivedAt'));
    expect(refusalOf(() => receive(instant('2026-03-01T09:59:59.999Z')))).toEqual(
      unprocessable('before-case', '/receivedAt'),
    );
    expect(receive(instant(opened))).toHaveLength(1);
    expect(receive(now)).toMatchObject([{ type: 'FeedbackReceived', occurred: now }]);
  });

  it('given when somebody became aware of it, then the fact keeps both times; at once, it keeps one', () => {
    const early = instant('2026-03-09T22:00:00Z');
    expect(receive(early, 'ann', now)).toEqual([{ type: 'FeedbackReceived', data, occurred: early, known: now }]);
    expect(receive(early, 'ann', early)[0]).not.toHaveProperty('known');
    expect(receive(early)[0]).not.toHaveProperty('known');
  });

  it('given awareness before it was received or in the future, then it is refused', () => {
    const aware = (at: string) => refusalOf(() => receive(now, 'ann', at));
    expect(aware(instant('2026-03-10T11:59:59.999Z'))).toEqual(unprocessable('known-before-it-happened', '/knownAt'));
    expect(aware(future)).toEqual(unprocessable('in-the-future', '/knownAt'));
  });
});

describe('requesting a reply afterwards', () => {
  const request = (at: string, ...told: PastFact[]) =>
    requestReply(scene(...told), { feedbackId: 'f1', requestId: 'r1' }, at, now);

  it('given feedback that is not there, then it is refused', () => {
    expect(refusalOf(() => request(now))).toEqual(unknown);
  });

  it('given a reply was requested before, at once or later, then it is refused; withdrawn since, it is a new request', () => {
    const refusal = conflict('reply-already-requested');
    expect(refusalOf(() => request(now, asked))).toEqual(refusal);
    expect(refusalOf(() => request(now, unasked, replyAsked('2026-03-03T10:00:00Z')))).toEqual(refusal);
    const since = withdrawn('2026-03-03T10:00:00Z');
    expect(request(instant('2026-03-03T10:00:00Z'), asked, since)).toHaveLength(1);
    expect(refusalOf(() => request(instant('2026-03-03T09:59:59.999Z'), asked, since))).toEqual(
      unprocessable('before-case', '/requestedAt'),
    );
  });

  it('given it in the future or before the feedback, then it is refused, and at the edges not', () => {
    const early = instant('2026-03-02T09:59:59.999Z');
    expect(refusalOf(() => request(future, unasked))).toEqual(unprocessable('in-the-future', '/requestedAt'));
    expect(refusalOf(() => request(early, unasked))).toEqual(unprocessable('before-case', '/requestedAt'));
    expect(request(instant('2026-03-02T10:00:00Z'), unasked)).toHaveLength(1);
    expect(request(now, unasked)).toMatchObject([{ type: 'ReplyRequested', occurred: now }]);
  });
});

describe('withdrawing the request for a reply', () => {
  const withdraw = (at: string, ...told: PastFact[]) =>
    withdrawReplyRequest(scene(...told), { feedbackId: 'f1' }, at, now);

  it('given feedback that is not there, then it is refused', () => {
    expect(refusalOf(() => withdraw(now))).toEqual(unknown);
  });

  it('given no request, or one withdrawn before, then it is refused', () => {
    expect(refusalOf(() => withdraw(now, unasked))).toEqual(conflict('nothing-to-withdraw'));
    expect(refusalOf(() => withdraw(now, asked, withdrawn('2026-03-03T10:00:00Z')))).toEqual(
      conflict('already-withdrawn'),
    );
  });

  it('given it in the future or before the request, then it is refused, and at the edges not', () => {
    const told = [unasked, replyAsked('2026-03-03T10:00:00Z')];
    expect(refusalOf(() => withdraw(future, ...told))).toEqual(unprocessable('in-the-future', '/withdrawnAt'));
    const early = instant('2026-03-03T09:59:59.999Z');
    expect(refusalOf(() => withdraw(early, ...told))).toEqual(unprocessable('before-case', '/withdrawnAt'));
    expect(withdraw(instant('2026-03-03T10:00:00Z'), ...told)).toHaveLength(1);
    expect(withdraw(now, ...told)).toMatchObject([{ type: 'ReplyRequestWithdrawn', occurred: now }]);
  });
});
