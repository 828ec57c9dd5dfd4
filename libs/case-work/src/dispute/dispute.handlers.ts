import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FollowUpStreams, puttingRight } from '@kept-informed/follow-up';
import { resultOf, type CaseResult } from '../handling/results.js';
import { gaveWayPartners } from '../handling/through-mergers.js';
import { DecideDispute } from './dispute.commands.js';

/** A miss of what is owed on nowhere stays where it is when its case is merged, and so does what disputes it. */
@CommandHandler(DecideDispute)
class DecideDisputeHandler implements ICommandHandler<DecideDispute> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, request: { confirm, ...asked }, requester }: DecideDispute): Promise<CaseResult> {
    const ruling = { ...asked, confirmed: confirm, by: requester.by };
    const gaveWay = await gaveWayPartners(this.streams, caseId, puttingRight.gaveWayTo);
    const [changed] = await this.streams.changeTogether(
      [{ caseId, evenMerged: 'asked-for' }, ...gaveWay],
      ([here, ...others], now) =>
        puttingRight.decide(
          here!.state,
          others.map(({ state }) => state),
          ruling,
          now,
        ),
      requester,
    );
    return resultOf(changed!);
  }
}

export const disputeHandlers = [DecideDisputeHandler];
