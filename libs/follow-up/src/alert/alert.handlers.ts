import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerOf, type Answer } from '../answers.js';
import { FollowUpStreams, type Decide } from '../follow-up.streams.js';
import { Force } from '../force.js';
import { ownerAt } from '../case/case.state.js';
import { AcknowledgeAlert, ClimbAlert, HandOverAlert, SnoozeAlert } from './alert.commands.js';
import { acknowledgeAlert, failDelivery, handOverAlert, snoozeAlert } from './alert.decide.js';
import { nextUp } from './climbing.rules.js';

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

@CommandHandler(SnoozeAlert)
export class SnoozeAlertHandler implements ICommandHandler<SnoozeAlert, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...snoozed }: SnoozeAlert): Promise<Answer> {
    return answerOf(
      await this.streams.change(caseId, (state, now) => snoozeAlert(state.alerts, { ...snoozed }, now), asked),
    );
  }
}

@CommandHandler(HandOverAlert)
export class HandOverAlertHandler implements ICommandHandler<HandOverAlert, Answer> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(Force) private readonly force: Force,
  ) {}

  async execute({ caseId, asked, ...handed }: HandOverAlert): Promise<Answer> {
    this.force.requireStaff(handed.to, '/to');
    return answerOf(
      await this.streams.change(caseId, (state, now) => handOverAlert(state.alerts, { ...handed }, now), asked),
    );
  }
}

@CommandHandler(ClimbAlert)
export class ClimbAlertHandler implements ICommandHandler<ClimbAlert, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, alertId, recipient, asked }: ClimbAlert): Promise<Answer> {
    const climb: Decide = ({ case: subject, alerts }, now, book) => {
      const answering = { owner: ownerAt(subject!, now)?.staffId, area: subject!.area, book, now };
      return failDelivery(alerts, { alertId, recipient }, (alert) => nextUp(alert, answering), now);
    };
    return answerOf(await this.streams.change(caseId, climb, asked));
  }
}
