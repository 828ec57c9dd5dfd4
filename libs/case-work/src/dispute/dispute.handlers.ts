import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideDispute, FollowUpStreams } from '@kept-informed/follow-up';
import { resultOf, type CaseResult } from '../handling/results.js';
import { DecideDispute } from './dispute.commands.js';

/** A miss stays where it is when its case is merged, and so does what disputes it. */
@CommandHandler(DecideDispute)
class DecideDisputeHandler implements ICommandHandler<DecideDispute> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, request: { confirm, ...asked }, requester }: DecideDispute): Promise<CaseResult> {
    const ruling = { ...asked, confirmed: confirm, by: requester.by };
    const [changed] = await this.streams.changeTogether(
      [{ caseId, evenMerged: 'asked-for' }],
      ([only], now) => [decideDispute(only!.state, ruling, now)],
      requester,
    );
    return resultOf(changed!);
  }
}

export const disputeHandlers = [DecideDisputeHandler];
