import {
  receiveFeedback,
  requestReply,
  withdrawReplyRequest,
  type FeedbackScene,
  type FollowUp,
} from '@kept-informed/follow-up';
import { answering, onCase } from '../handling/case.handler.js';
import { explainedResult, type ExplainedResult } from '../handling/results.js';
import { ReceiveFeedback, RequestReply, WithdrawReplyRequest } from './feedback.commands.js';

function sceneOf({ case: state }: FollowUp): FeedbackScene {
  const { opened, participants, feedback } = state!;
  return { openedAt: opened.at, participantIds: new Set(participants.keys()), feedback };
}

export const feedbackHandlers = [
  answering<ExplainedResult, ReceiveFeedback>(
    ReceiveFeedback,
    ({ feedbackId, request: { receivedAt, knownAt, ...given } }) =>
      (state, now) =>
        receiveFeedback(sceneOf(state), { feedbackId, ...given }, { receivedAt, knownAt }, now),
    (changed, { feedbackId }) => explainedResult(changed, feedbackId),
  ),

  onCase(RequestReply, ({ requestId, request: { feedbackId, requestedAt } }) => {
    return (state, now) => requestReply(sceneOf(state), { feedbackId, requestId }, requestedAt, now);
  }),

  onCase(WithdrawReplyRequest, ({ request: { withdrawnAt, feedbackId } }) => {
    return (state, now) => withdrawReplyRequest(sceneOf(state), { feedbackId }, withdrawnAt ?? now, now);
  }),
];
