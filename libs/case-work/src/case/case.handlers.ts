import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { milestoneTypes, OwnForce } from '@kept-informed/commitments';
import {
  addParticipant,
  agreeContactPlan,
  assessEntitlement,
  assignCase,
  closeCase,
  endAuthority,
  FollowUpStreams,
  openCase,
  reachMilestone,
  References,
  reopenCase,
  voidMilestone,
} from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { resultOf, type CaseResult } from '../handling/results.js';
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
    return resultOf(await this.streams.begin(caseId, (_, now) => openCase(opening, now), requester));
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

  onCase(AgreeContactPlan, ({ planId, request: { agreedAt, ...agreed } }) => (state, now, { zone }) => {
    const at = agreedAt ?? now;
    return agreeContactPlan(state.case!, { planId, ...agreed }, { at, on: localDate(at, zone) }, now);
  }),

  onCase(ReachMilestone, ({ milestoneId, request }) => (state, now, { catalogue }) => {
    return reachMilestone(state.case!, { milestoneId, ...request }, milestoneTypes(catalogue), now);
  }),

  onCase(
    VoidMilestone,
    ({ request }) =>
      (state, now) =>
        voidMilestone(state.case!, request, now),
  ),

  onCase(EndAuthority, ({ request: { at, ...ending } }) => {
    return (state, now) => endAuthority(state.case!, ending, at ?? now, now);
  }),

  onCase(AssignCase, ({ request: { staffId, from } }, force) => {
    const owner = force.requireStaff(staffId, '/staffId');
    return (state, now) => assignCase(state.case!, owner, from ?? now, now);
  }),

  onCase(CloseCase, ({ closureId, request: { reason, closedAt } }) => {
    return (state, now) => closeCase(state.case!, { closureId, reason }, closedAt ?? now, now);
  }),

  onCase(ReopenCase, ({ reopeningId, request: { reopenedAt } }) => {
    return (state, now) => reopenCase(state.case!, { reopeningId }, reopenedAt ?? now, now);
  }),
];
