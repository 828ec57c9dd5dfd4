import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resultOf, type CaseResult } from '../results.js';
import {
  FollowUpStreams,
  type Decide,
  ownerAt,
  acknowledgeAlert,
  escalateUndelivered,
  handOverAlert,
  snoozeAlert,
  nextUp,
} from '@kept-informed/follow-up';
import { OwnForce } from '@kept-informed/commitments';
import { AcknowledgeAlert, EscalateUndelivered, HandOverAlert, SnoozeAlert } from './alert.commands.js';

@CommandHandler(AcknowledgeAlert)
export class AcknowledgeAlertHandler implements ICommandHandler<AcknowledgeAlert, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, alertId, plan = false, noteId, noteDigest }: AcknowledgeAlert): Promise<CaseResult> {
    const acknowledged = { alertId, withPlan: plan, noteId, noteDigest };
    return resultOf(
      await this.streams.change(caseId, (state, now) => acknowledgeAlert(state.alerts, acknowledged, now), asked),
    );
  }
}

@CommandHandler(SnoozeAlert)
export class SnoozeAlertHandler implements ICommandHandler<SnoozeAlert, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...snoozed }: SnoozeAlert): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(caseId, (state, now) => snoozeAlert(state.alerts, { ...snoozed }, now), asked),
    );
  }
}

@CommandHandler(HandOverAlert)
export class HandOverAlertHandler implements ICommandHandler<HandOverAlert, CaseResult> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
  ) {}

  async execute({ caseId, asked, ...handed }: HandOverAlert): Promise<CaseResult> {
    this.force.requireStaff(handed.to, '/to');
    return resultOf(
      await this.streams.change(caseId, (state, now) => handOverAlert(state.alerts, { ...handed }, now), asked),
    );
  }
}

@CommandHandler(EscalateUndelivered)
export class EscalateUndeliveredHandler implements ICommandHandler<EscalateUndelivered, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, alertId, recipient, asked }: EscalateUndelivered): Promise<CaseResult> {
    const climb: Decide = ({ case: subject, alerts }, now, book) => {
      const answering = { owner: ownerAt(subject!, now)?.staffId, area: subject!.area, book, now };
      return escalateUndelivered(alerts, { alertId, recipient }, (alert) => nextUp(alert, answering), now);
    };
    return resultOf(await this.streams.change(caseId, climb, asked));
  }
}
