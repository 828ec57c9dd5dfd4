import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { answerOf, type Answer } from '../answers.js';
import { milestoneTypes } from '../commitment/triggers.rules.js';
import { Force } from '../force.js';
import { FollowUpStreams } from '../follow-up.streams.js';
import {
  AddParticipant,
  AgreeContactPlan,
  AssessEntitlement,
  AssignCase,
  CloseCase,
  EndAuthority,
  OpenCase,
  ReachMilestone,
  ReopenCase,
  VoidMilestone,
} from './case.commands.js';
import * as decide from './case.decide.js';
import { References } from './case.queries.js';

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase, Answer> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(Force) private readonly force: Force,
    @Inject(References) private readonly references: References,
  ) {}

  async execute(command: OpenCase): Promise<Answer> {
    const { caseId, asked, owner, area, participants } = command;
    await this.references.requireFree(command.kind, command.reference);
    if (area) this.force.requireArea(area, '/area');
    const opening = {
      ...command,
      owner: owner === undefined ? undefined : this.force.requireStaff(owner, '/owner'),
      participants: participants.map((joining) => ({
        ...joining,
        entitlement: joining.entitlement ?? 'unassessed',
        represents: joining.represents?.replace(/^#(\d+)$/, (_, n) => participants[Number(n) - 1]?.participantId ?? ''),
      })),
    } as const;
    return answerOf(await this.streams.begin(caseId, (_, now) => decide.openCase(opening, now), asked));
  }
}

@CommandHandler(AddParticipant)
export class AddParticipantHandler implements ICommandHandler<AddParticipant, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, from, entitlement = 'unassessed', ...joining }: AddParticipant): Promise<Answer> {
    return answerOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.addParticipant(state.case!, { ...joining, entitlement }, from ?? now, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AssessEntitlement)
export class AssessEntitlementHandler implements ICommandHandler<AssessEntitlement, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, participantId, entitlement, reasons = [], assessedAt }: AssessEntitlement) {
    const assessment = { assessmentId: randomUUID(), participantId, entitlement, reasons };
    return answerOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.assessEntitlement(state.case!, assessment, assessedAt, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AgreeContactPlan)
export class AgreeContactPlanHandler implements ICommandHandler<AgreeContactPlan, Answer & { planId: string }> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(Force) private readonly force: Force,
  ) {}

  async execute({ caseId, asked, participantId, frequency, method, until, agreedAt, ...noted }: AgreeContactPlan) {
    const plan = { planId: randomUUID(), participantId, frequency, method, until, ...noted };
    const changed = await this.streams.change(
      caseId,
      (state, now) => {
        const at = agreedAt ?? now;
        return decide.agreeContactPlan(state.case!, plan, { at, on: localDate(at, this.force.zone) }, now);
      },
      asked,
    );
    return { planId: plan.planId, ...answerOf(changed) };
  }
}

@CommandHandler(ReachMilestone)
export class ReachMilestoneHandler implements ICommandHandler<ReachMilestone, Answer & { milestoneId: string }> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, type, suspect, noteId, noteDigest, ...times }: ReachMilestone) {
    const milestone = { milestoneId: randomUUID(), type, suspect, noteId, noteDigest };
    const changed = await this.streams.change(
      caseId,
      (state, now, { catalogue }) =>
        decide.reachMilestone(state.case!, milestone, times, milestoneTypes(catalogue), now),
      asked,
    );
    return { milestoneId: milestone.milestoneId, ...answerOf(changed) };
  }
}

@CommandHandler(VoidMilestone)
export class VoidMilestoneHandler implements ICommandHandler<VoidMilestone, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...about }: VoidMilestone): Promise<Answer> {
    return answerOf(
      await this.streams.change(caseId, (state, now) => decide.voidMilestone(state.case!, about, now), asked),
    );
  }
}

@CommandHandler(EndAuthority)
export class EndAuthorityHandler implements ICommandHandler<EndAuthority, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, at, ...about }: EndAuthority): Promise<Answer> {
    return answerOf(
      await this.streams.change(caseId, (state, now) => decide.endAuthority(state.case!, about, at ?? now, now), asked),
    );
  }
}

@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase, Answer> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(Force) private readonly force: Force,
  ) {}

  async execute({ caseId, asked, staffId, from }: AssignCase): Promise<Answer> {
    const owner = this.force.requireStaff(staffId, '/staffId');
    return answerOf(
      await this.streams.change(caseId, (state, now) => decide.assignCase(state.case!, owner, from ?? now, now), asked),
    );
  }
}

@CommandHandler(CloseCase)
export class CloseCaseHandler implements ICommandHandler<CloseCase, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reason, closedAt }: CloseCase): Promise<Answer> {
    const closure = { closureId: randomUUID(), reason };
    return answerOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.closeCase(state.case!, closure, closedAt ?? now, now),
        asked,
      ),
    );
  }
}

@CommandHandler(ReopenCase)
export class ReopenCaseHandler implements ICommandHandler<ReopenCase, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reopenedAt }: ReopenCase): Promise<Answer> {
    const reopening = { reopeningId: randomUUID() };
    return answerOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.reopenCase(state.case!, reopening, reopenedAt ?? now, now),
        asked,
      ),
    );
  }
}
