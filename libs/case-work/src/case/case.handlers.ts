import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import {
  addParticipant,
  agreeContactPlan,
  assessEntitlement,
  assignCase,
  closeCase,
  endAuthority,
  FollowUpStreams,
  leftOut,
  openCase,
  puttingRight,
  reachedIn,
  reachMilestone,
  recordDeath,
  References,
  reopenCase,
  voidMilestone,
} from '@kept-informed/follow-up';
import { answering, onCase } from '../handling/case.handler.js';
import { explainedResult, resultOf, type CaseResult, type ExplainedResult } from '../handling/results.js';
import { throughMergers } from '../handling/through-mergers.js';
import {
  AddParticipant,
  AgreeContactPlan,
  AssessEntitlement,
  AssignCase,
  CloseCase,
  EndAuthority,
  OpenCase,
  ReachMilestone,
  RecordDeath,
  ReopenCase,
  VoidMilestone,
  type MilestoneResult,
} from './case.commands.js';

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
    private readonly references: References,
  ) {}

  async execute({ caseId, request, requester }: OpenCase): Promise<CaseResult> {
    const { owner, area, participants, kind, reference, offenceGroup } = request;
    this.force.requireReference(kind, reference, '/reference');
    if (offenceGroup !== undefined) this.force.requireOffenceGroup(offenceGroup, '/offenceGroup');
    await this.references.requireFree(kind, reference);
    if (area) this.force.requireArea(area, '/area');
    const opening = {
      ...request,
      caseId,
      owner: owner === undefined ? undefined : this.force.requireStaff(owner, '/owner'),
      participants: participants.map((joining) => ({
        ...joining,
        entitlement: joining.entitlement ?? 'unassessed',
        represents: joining.represents?.replace(/^#(\d+)$/, (_, n) => participants[Number(n) - 1]?.participantId ?? ''),
      })),
    } as const;
    return resultOf(
      await this.streams.begin(
        caseId,
        (_, now) => openCase(opening, now, this.force.directory.current.opening),
        requester,
      ),
    );
  }
}

export const caseHandlers = [
  OpenCaseHandler,

  onCase(AddParticipant, ({ request: { from, entitlement = 'unassessed', ...joining } }) => {
    return (state, now) => addParticipant(state.case!, { ...joining, entitlement }, from ?? now, now);
  }),

  onCase(AssessEntitlement, ({ assessmentId, request: { participantId, entitlement, reasons = [], assessedAt } }) => {
    const assessment = { assessmentId, participantId, entitlement, reasons };
    return (state, now) => assessEntitlement(state.case!, assessment, assessedAt, now);
  }),

  answering<ExplainedResult, AgreeContactPlan>(
    AgreeContactPlan,
    ({ planId, request: { agreedAt, ...agreed } }) =>
      (state, now, { zone }) => {
        const at = agreedAt ?? now;
        const told = reachedIn(agreed.participantId, state.case!);
        const agreement = { at, on: localDate(at, zone), reachedIn: told };
        return agreeContactPlan(state.case!, { planId, ...agreed }, agreement, now);
      },
    (changed, { planId }) => explainedResult(changed, planId),
  ),

  answering<MilestoneResult, ReachMilestone>(
    ReachMilestone,
    ({ milestoneId, request }) =>
      (state, now, { catalogue }) =>
        reachMilestone(state.case!, { milestoneId, ...request }, catalogue, now),
    (changed, { milestoneId }) => {
      const subject = changed.state.case!;
      const { participantIds } = subject.milestones.find((one) => one.milestoneId === milestoneId)!;
      return { ...explainedResult(changed, milestoneId), leftOut: leftOut({ participantIds }, subject) };
    },
  ),

  throughMergers(VoidMilestone, {
    decide: ({ request }, subject, now) => voidMilestone(subject, request, now),
    cameThrough: ({ request }, subject) => puttingRight.gaveWayWithMilestone(request.milestoneId, subject),
  }),

  onCase(EndAuthority, ({ request: { at, ...ending } }) => {
    return (state, now) => endAuthority(state.case!, ending, at ?? now, now);
  }),

  onCase(RecordDeath, ({ request }) => {
    return (state, now, { zone }) => recordDeath(state.case!, request, zone, now);
  }),

  onCase(AssignCase, ({ request: { staffId, from } }, force) => {
    const owner = force.requireStaff(staffId, '/staffId');
    return (state, now) => assignCase(state.case!, owner, from ?? now, now);
  }),

  onCase(CloseCase, ({ closureId, request: { closedAt, ...asked } }) => {
    return (state, now) => closeCase(state.case!, { closureId, ...asked }, closedAt ?? now, now);
  }),

  onCase(ReopenCase, ({ reopeningId, request: { reopenedAt } }) => {
    return (state, now) => reopenCase(state.case!, { reopeningId }, reopenedAt ?? now, now);
  }),
];
