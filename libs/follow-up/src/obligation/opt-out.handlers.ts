import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerOf, type Answer } from '../answers.js';
import { FollowUpStreams } from '../follow-up.streams.js';
import { OptBackIn, OptOutOf } from './opt-out.commands.js';
import { optBackIn, optOut } from './opt-out.decide.js';

@CommandHandler(OptOutOf)
export class OptOutOfHandler implements ICommandHandler<OptOutOf, Answer & { optOutId: string }> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, from, ...rest }: OptOutOf): Promise<Answer & { optOutId: string }> {
    const optingOut = { optOutId: randomUUID(), ...rest };
    const changed = await this.streams.change(
      caseId,
      (state, now, book) => optOut(state.case!, optingOut, from ?? now, book, now),
      asked,
    );
    return { optOutId: optingOut.optOutId, ...answerOf(changed) };
  }
}

@CommandHandler(OptBackIn)
export class OptBackInHandler implements ICommandHandler<OptBackIn, Answer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, at, ...about }: OptBackIn): Promise<Answer> {
    const optingIn = { ...about, optInId: randomUUID() };
    return answerOf(
      await this.streams.change(
        caseId,
        (state, now, book) => optBackIn(state.case!, optingIn, at ?? now, book, now),
        asked,
      ),
    );
  }
}
