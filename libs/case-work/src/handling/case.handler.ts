import type { Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { OwnForce } from '@kept-informed/commitments';
import { FollowUpStreams, type CaseChange, type Decide } from '@kept-informed/follow-up';
import type { CaseCommand } from './case.command.js';
import { resultOf, type CaseResult } from './results.js';

/** From a command what to decide on its case. What can be refused without the case is refused before it is loaded. */
type DecisionOf<C> = (command: C, force: OwnForce) => Decide;

/** The handler of a command on one case: loads it, decides, appends what was decided and what follows from it. */
export function onCase<C extends CaseCommand<unknown>>(command: Type<C>, decisionOf: DecisionOf<C>) {
  return answering<CaseResult, C>(command, decisionOf, resultOf);
}

/** The same for a command with a result of its own. */
export function answering<R, C extends CaseCommand<unknown, R>>(
  command: Type<C>,
  decisionOf: DecisionOf<C>,
  answer: (changed: CaseChange, command: C) => R,
): Type<{ execute(command: C): Promise<R> }> {
  @CommandHandler(command)
  class CaseHandler {
    constructor(
      private readonly streams: FollowUpStreams,
      private readonly force: OwnForce,
    ) {}

    async execute(command: C): Promise<R> {
      const decide = decisionOf(command, this.force);
      return answer(await this.streams.change(command.caseId, decide, command.requester), command);
    }
  }
  return CaseHandler;
}
