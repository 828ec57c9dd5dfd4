import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerOf, type Answer } from '../answers.js';
import { FollowUpStreams, type Decide } from '../follow-up.streams.js';
import type { FollowUp } from '../follow-up.state.js';
import { ReceiveFeedback, RequestReply, WithdrawReplyRequest } from './feedback.commands.js';
import { receiveFeedback, requestReply, withdrawReplyRequest, type FeedbackScene } from './feedback.decide.js';

function sceneOf({ case: state }: FollowUp): FeedbackScene {
  const { opened, participants, feedback } = state!;
  return { openedAt: opened.at, participantIds: new Set(participants.keys()), feedback };
}

@CommandHandler(ReceiveFeedback)
export class ReceiveFeedbackHandler implements ICommandHandler<ReceiveFeedback, Answer & { feedbackId: string }> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, receivedAt, ...rest }: ReceiveFeedback) {
    const given = { feedbackId: randomUUID(), ...rest };
    const decide: Decide = (state, now) => receiveFeedback(sceneOf(state), given, receivedAt, now);
    return { feedbackId: given.feedbackId, ...answerOf(await this.streams.change(caseId, decide, asked)) };
  }
}

@CommandHandler(RequestReply)
export class RequestReplyHandler implements ICommandHandler<RequestReply, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, feedbackId, requestedAt }: RequestReply): Promise<Answer> {
    const request = { feedbackId, requestId: randomUUID() };
    const decide: Decide = (state, now) => requestReply(sceneOf(state), request, requestedAt, now);
    return answerOf(await this.streams.change(caseId, decide, asked));
  }
}

@CommandHandler(WithdrawReplyRequest)
export class WithdrawReplyRequestHandler implements ICommandHandler<WithdrawReplyRequest, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, feedbackId, withdrawnAt }: WithdrawReplyRequest): Promise<Answer> {
    const decide: Decide = (state, now) =>
      withdrawReplyRequest(sceneOf(state), { feedbackId }, withdrawnAt ?? now, now);
    return answerOf(await this.streams.change(caseId, decide, asked));
  }
}
