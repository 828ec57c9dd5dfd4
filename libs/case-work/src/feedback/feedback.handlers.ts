import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resultOf, type CaseResult } from '../results.js';
import {
  FollowUpStreams,
  type Decide,
  type FollowUp,
  receiveFeedback,
  requestReply,
  withdrawReplyRequest,
  type FeedbackScene,
} from '@kept-informed/follow-up';
import { ReceiveFeedback, RequestReply, WithdrawReplyRequest } from './feedback.commands.js';

function sceneOf({ case: state }: FollowUp): FeedbackScene {
  const { opened, participants, feedback } = state!;
  return { openedAt: opened.at, participantIds: new Set(participants.keys()), feedback };
}

@CommandHandler(ReceiveFeedback)
export class ReceiveFeedbackHandler implements ICommandHandler<ReceiveFeedback, CaseResult & { feedbackId: string }> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, receivedAt, ...rest }: ReceiveFeedback) {
    const given = { feedbackId: randomUUID(), ...rest };
    const decide: Decide = (state, now) => receiveFeedback(sceneOf(state), given, receivedAt, now);
    return { feedbackId: given.feedbackId, ...resultOf(await this.streams.change(caseId, decide, asked)) };
  }
}

@CommandHandler(RequestReply)
export class RequestReplyHandler implements ICommandHandler<RequestReply, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, feedbackId, requestedAt }: RequestReply): Promise<CaseResult> {
    const request = { feedbackId, requestId: randomUUID() };
    const decide: Decide = (state, now) => requestReply(sceneOf(state), request, requestedAt, now);
    return resultOf(await this.streams.change(caseId, decide, asked));
  }
}

@CommandHandler(WithdrawReplyRequest)
export class WithdrawReplyRequestHandler implements ICommandHandler<WithdrawReplyRequest, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, feedbackId, withdrawnAt }: WithdrawReplyRequest): Promise<CaseResult> {
    const decide: Decide = (state, now) =>
      withdrawReplyRequest(sceneOf(state), { feedbackId }, withdrawnAt ?? now, now);
    return resultOf(await this.streams.change(caseId, decide, asked));
  }
}
