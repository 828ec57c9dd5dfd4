import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { resultOf, type CaseResult } from '../results.js';
import { milestoneTypes, OwnForce } from '@kept-informed/commitments';
import { FollowUpStreams, References } from '@kept-informed/follow-up';
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
import * as decide from '../../../follow-up/src/case/case.decide.js';

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase, CaseResult> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
    private readonly references: References,
  ) {}

  async execute(command: OpenCase): Promise<CaseResult> {
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
    return resultOf(await this.streams.begin(caseId, (_, now) => decide.openCase(opening, now), asked));
  }
}

@CommandHandler(AddParticipant)
export class AddParticipantHandler implements ICommandHandler<AddParticipant, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, from, entitlement = 'unassessed', ...joining }: AddParticipant): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.addParticipant(state.case!, { ...joining, entitlement }, from ?? now, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AssessEntitlement)
export class AssessEntitlementHandler implements ICommandHandler<AssessEntitlement, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, participantId, entitlement, reasons = [], assessedAt }: AssessEntitlement) {
    const assessment = { assessmentId: randomUUID(), participantId, entitlement, reasons };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.assessEntitlement(state.case!, assessment, assessedAt, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AgreeContactPlan)
export class AgreeContactPlanHandler implements ICommandHandler<AgreeContactPlan, CaseResult & { planId: string }> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
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
    return { planId: plan.planId, ...resultOf(changed) };
  }
}

@CommandHandler(ReachMilestone)
export class ReachMilestoneHandler implements ICommandHandler<ReachMilestone, CaseResult & { milestoneId: string }> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, type, suspect, noteId, noteDigest, ...times }: ReachMilestone) {
    const milestone = { milestoneId: randomUUID(), type, suspect, noteId, noteDigest };
    const changed = await this.streams.change(
      caseId,
      (state, now, { catalogue }) =>
        decide.reachMilestone(state.case!, milestone, times, milestoneTypes(catalogue), now),
      asked,
    );
    return { milestoneId: milestone.milestoneId, ...resultOf(changed) };
  }
}

@CommandHandler(VoidMilestone)
export class VoidMilestoneHandler implements ICommandHandler<VoidMilestone, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...about }: VoidMilestone): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(caseId, (state, now) => decide.voidMilestone(state.case!, about, now), asked),
    );
  }
}

@CommandHandler(EndAuthority)
export class EndAuthorityHandler implements ICommandHandler<EndAuthority, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, at, ...about }: EndAuthority): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(caseId, (state, now) => decide.endAuthority(state.case!, about, at ?? now, now), asked),
    );
  }
}

@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase, CaseResult> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
  ) {}

  async execute({ caseId, asked, staffId, from }: AssignCase): Promise<CaseResult> {
    const owner = this.force.requireStaff(staffId, '/staffId');
    return resultOf(
      await this.streams.change(caseId, (state, now) => decide.assignCase(state.case!, owner, from ?? now, now), asked),
    );
  }
}

@CommandHandler(CloseCase)
export class CloseCaseHandler implements ICommandHandler<CloseCase, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reason, closedAt }: CloseCase): Promise<CaseResult> {
    const closure = { closureId: randomUUID(), reason };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.closeCase(state.case!, closure, closedAt ?? now, now),
        asked,
      ),
    );
  }
}

@CommandHandler(ReopenCase)
export class ReopenCaseHandler implements ICommandHandler<ReopenCase, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reopenedAt }: ReopenCase): Promise<CaseResult> {
    const reopening = { reopeningId: randomUUID() };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => decide.reopenCase(state.case!, reopening, reopenedAt ?? now, now),
        asked,
      ),
    );
  }
}
