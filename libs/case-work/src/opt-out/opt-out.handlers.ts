import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FollowUpStreams, optBackIn, optOut, puttingRight, voidOptOut } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { resultOf, type CaseResult } from '../handling/results.js';
import { gaveWayPartners, throughout } from '../handling/through-mergers.js';
import { OptBackIn, OptOutOf, VoidOptOut } from './opt-out.commands.js';

/** A wish that came with mergers is void in the cases that it came through, too. */
@CommandHandler(VoidOptOut)
class VoidOptOutHandler implements ICommandHandler<VoidOptOut> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, voidingId, request, requester }: VoidOptOut): Promise<CaseResult> {
    const gaveWay = await gaveWayPartners(this.streams, caseId, (subject) =>
      puttingRight.gaveWayWithWish(request.optOutId, subject),
    );
    const [changed] = await this.streams.changeTogether(
      [{ caseId }, ...gaveWay],
      (cases, now, book) => {
        const facts = voidOptOut(cases[0]!.state.case!, { voidingId, ...request }, now);
        return throughout(facts, cases, now, book);
      },
      requester,
    );
    return resultOf(changed!);
  }
}

export const optOutHandlers = [
  onCase(OptOutOf, ({ optOutId, request: { from, ...asked } }) => {
    return (state, now, book) => optOut(state.case!, { optOutId, ...asked, from: from ?? now }, book, now);
  }),

  VoidOptOutHandler,

  onCase(OptBackIn, ({ optInId, request }) => {
    return (state, now, book) => optBackIn(state.case!, { optInId, ...request, at: now }, book, now);
  }),
];
