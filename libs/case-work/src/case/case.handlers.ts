import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { resultOf, type CaseResult } from '../results.js';
import { milestoneTypes, OwnForce } from '@kept-informed/commitments';
import {
  FollowUpStreams,
  References,
  addParticipant,
  agreeContactPlan,
  assessEntitlement,
  assignCase,
  closeCase,
  endAuthority,
  openCase,
  reachMilestone,
  reopenCase,
  voidMilestone,
} from '@kept-informed/follow-up';
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

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase, CaseResult> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(OwnForce) private readonly force: OwnForce,
    @Inject(References) private readonly references: References,
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
    return resultOf(await this.streams.begin(caseId, (_, now) => openCase(opening, now), asked));
  }
}

@CommandHandler(AddParticipant)
export class AddParticipantHandler implements ICommandHandler<AddParticipant, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, from, entitlement = 'unassessed', ...joining }: AddParticipant): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => addParticipant(state.case!, { ...joining, entitlement }, from ?? now, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AssessEntitlement)
export class AssessEntitlementHandler implements ICommandHandler<AssessEntitlement, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, participantId, entitlement, reasons = [], assessedAt }: AssessEntitlement) {
    const assessment = { assessmentId: randomUUID(), participantId, entitlement, reasons };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => assessEntitlement(state.case!, assessment, assessedAt, now),
        asked,
      ),
    );
  }
}

@CommandHandler(AgreeContactPlan)
export class AgreeContactPlanHandler implements ICommandHandler<AgreeContactPlan, CaseResult & { planId: string }> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(OwnForce) private readonly force: OwnForce,
  ) {}

  async execute({ caseId, asked, participantId, frequency, method, until, agreedAt, ...noted }: AgreeContactPlan) {
    const plan = { planId: randomUUID(), participantId, frequency, method, until, ...noted };
    const changed = await this.streams.change(
      caseId,
      (state, now) => {
        const at = agreedAt ?? now;
        return agreeContactPlan(state.case!, plan, { at, on: localDate(at, this.force.zone) }, now);
      },
      asked,
    );
    return { planId: plan.planId, ...resultOf(changed) };
  }
}

@CommandHandler(ReachMilestone)
export class ReachMilestoneHandler implements ICommandHandler<ReachMilestone, CaseResult & { milestoneId: string }> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, type, suspect, noteId, noteDigest, ...times }: ReachMilestone) {
    const milestone = { milestoneId: randomUUID(), type, suspect, noteId, noteDigest };
    const changed = await this.streams.change(
      caseId,
      (state, now, { catalogue }) =>
        reachMilestone(state.case!, { ...milestone, ...times }, milestoneTypes(catalogue), now),
      asked,
    );
    return { milestoneId: milestone.milestoneId, ...resultOf(changed) };
  }
}

@CommandHandler(VoidMilestone)
export class VoidMilestoneHandler implements ICommandHandler<VoidMilestone, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...about }: VoidMilestone): Promise<CaseResult> {
    return resultOf(await this.streams.change(caseId, (state, now) => voidMilestone(state.case!, about, now), asked));
  }
}

@CommandHandler(EndAuthority)
export class EndAuthorityHandler implements ICommandHandler<EndAuthority, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, at, ...about }: EndAuthority): Promise<CaseResult> {
    return resultOf(
      await this.streams.change(caseId, (state, now) => endAuthority(state.case!, about, at ?? now, now), asked),
    );
  }
}

@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase, CaseResult> {
  constructor(
    @Inject(FollowUpStreams) private readonly streams: FollowUpStreams,
    @Inject(OwnForce) private readonly force: OwnForce,
  ) {}

  async execute({ caseId, asked, staffId, from }: AssignCase): Promise<CaseResult> {
    const owner = this.force.requireStaff(staffId, '/staffId');
    return resultOf(
      await this.streams.change(caseId, (state, now) => assignCase(state.case!, owner, from ?? now, now), asked),
    );
  }
}

@CommandHandler(CloseCase)
export class CloseCaseHandler implements ICommandHandler<CloseCase, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reason, closedAt }: CloseCase): Promise<CaseResult> {
    const closure = { closureId: randomUUID(), reason };
    return resultOf(
      await this.streams.change(caseId, (state, now) => closeCase(state.case!, closure, closedAt ?? now, now), asked),
    );
  }
}

@CommandHandler(ReopenCase)
export class ReopenCaseHandler implements ICommandHandler<ReopenCase, CaseResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, reopenedAt }: ReopenCase): Promise<CaseResult> {
    const reopening = { reopeningId: randomUUID() };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now) => reopenCase(state.case!, reopening, reopenedAt ?? now, now),
        asked,
      ),
    );
  }
}
