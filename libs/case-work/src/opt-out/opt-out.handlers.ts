import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resultOf, type CaseResult } from '../results.js';
import { FollowUpStreams, optBackIn, optOut } from '@kept-informed/follow-up';
import { OptBackIn, OptOutOf } from './opt-out.commands.js';

@CommandHandler(OptOutOf)
export class OptOutOfHandler implements ICommandHandler<OptOutOf, CaseResult & { optOutId: string }> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, from, ...rest }: OptOutOf): Promise<CaseResult & { optOutId: string }> {
    const optingOut = { optOutId: randomUUID(), ...rest };
    const changed = await this.streams.change(
      caseId,
      (state, now, book) => optOut(state.case!, optingOut, from ?? now, book, now),
      asked,
    );
    return { optOutId: optingOut.optOutId, ...resultOf(changed) };
  }
}

@CommandHandler(OptBackIn)
export class OptBackInHandler implements ICommandHandler<OptBackIn, CaseResult> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, at, ...about }: OptBackIn): Promise<CaseResult> {
    const optingIn = { ...about, optInId: randomUUID() };
    return resultOf(
      await this.streams.change(
        caseId,
        (state, now, book) => optBackIn(state.case!, optingIn, at ?? now, book, now),
        asked,
      ),
    );
  }
}
