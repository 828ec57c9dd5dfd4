import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate, type Instant } from '@kept-informed/calendar';
import { OwnForce, type Rulebook } from '@kept-informed/commitments';
import {
  addParticipant,
  agreeContactPlan,
  assessEntitlement,
  assignCase,
  closeCase,
  endAuthority,
  type FollowUp,
  FollowUpStreams,
  leftOut,
  openCase,
  reachedIn,
  reachMilestone,
  recordDeath,
  References,
  reopenCase,
  voidMilestone,
  whyNotOwed,
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

@CommandHandler(ReachMilestone)
export class ReachMilestoneHandler implements ICommandHandler<ReachMilestone> {
  constructor(private readonly streams: FollowUpStreams) {}

  /** Why a promise made nothing owed follows from what the force went by when it was recorded. */
  async execute({ caseId, milestoneId, request, requester }: ReachMilestone): Promise<MilestoneResult> {
    let held: Rulebook | undefined;
    const decide = (state: FollowUp, now: Instant, book: Rulebook) => {
      held = book;
      return reachMilestone(state.case!, { milestoneId, ...request }, book.catalogue, now);
    };
    const changed = await this.streams.change(caseId, decide, requester);
    const subject = changed.state.case!;
    const { participantIds } = subject.milestones.find((one) => one.milestoneId === milestoneId)!;
    return {
      ...resultOf(changed),
      notOwed: whyNotOwed({ case: subject, obligations: changed.state.obligations.values() }, milestoneId, held!),
      leftOut: leftOut({ participantIds }, subject),
    };
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
    const told = reachedIn(agreed.participantId, state.case!);
    return agreeContactPlan(state.case!, { planId, ...agreed }, { at, on: localDate(at, zone), reachedIn: told }, now);
  }),

  ReachMilestoneHandler,

  onCase(
    VoidMilestone,
    ({ request }) =>
      (state, now) =>
        voidMilestone(state.case!, request, now),
  ),

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
