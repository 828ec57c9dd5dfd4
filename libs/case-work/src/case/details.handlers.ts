import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { OwnForce } from '@kept-informed/commitments';
import {
  correctCaseDetails,
  correctParticipantDetails,
  FollowUpStreams,
  puttingRight,
  References,
  transferCase,
  voidCase,
} from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { resultOf, type CaseResult } from '../handling/results.js';
import { throughMergers } from '../handling/through-mergers.js';
import { CorrectCaseDetails, CorrectParticipantDetails, TransferCase, VoidCase } from './details.commands.js';

@CommandHandler(CorrectCaseDetails)
export class CorrectCaseDetailsHandler implements ICommandHandler<CorrectCaseDetails> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
    private readonly references: References,
  ) {}

  async execute({ caseId, request, requester }: CorrectCaseDetails): Promise<CaseResult> {
    const { area, offenceGroup, reference, kind } = request;
    if (offenceGroup !== undefined) this.force.requireOffenceGroup(offenceGroup, '/offenceGroup');
    if (area) this.force.requireArea(area, '/area');
    const { case: before } = await this.streams.load(caseId);
    const known = { kind: kind ?? before!.kind, reference: reference ?? before!.reference };
    if (known.kind !== before!.kind || known.reference !== before!.reference) {
      this.force.requireReference(known.kind, known.reference, '/reference');
      await this.references.requireFree(known.kind, known.reference);
    }
    const changed = await this.streams.change(
      caseId,
      (state, now) => correctCaseDetails(state.case!, request, now),
      requester,
    );
    return resultOf(changed);
  }
}

export const detailsHandlers = [
  CorrectCaseDetailsHandler,

  throughMergers(CorrectParticipantDetails, {
    decide: ({ request }, subject, now) => correctParticipantDetails(subject, request, now),
    cameThrough: ({ request }, subject) => puttingRight.gaveWayWithParticipant(request.participantId, subject),
  }),

  onCase(VoidCase, ({ closureId, request }) => {
    return (state, now) => voidCase(state.case!, { closureId, ...request }, now);
  }),

  onCase(TransferCase, ({ closureId, request: { toForce: force, at, ...asked } }) => {
    return (state, now) => transferCase(state.case!, { closureId, force, ...asked }, at ?? now, now);
  }),
];
