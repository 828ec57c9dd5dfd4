import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerOf, type Answer } from '../answers.js';
import { FollowUpStreams } from '../follow-up.streams.js';
import { AcknowledgeAlert } from './alert.commands.js';
import { acknowledgeAlert } from './alert.decide.js';

@CommandHandler(AcknowledgeAlert)
export class AcknowledgeAlertHandler implements ICommandHandler<AcknowledgeAlert, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, alertId, plan = false, noteId, noteDigest }: AcknowledgeAlert): Promise<Answer> {
    const acknowledged = { alertId, withPlan: plan, noteId, noteDigest };
    return answerOf(
      await this.streams.change(caseId, (state, now) => acknowledgeAlert(state.alerts, acknowledged, now), asked),
    );
  }
}
