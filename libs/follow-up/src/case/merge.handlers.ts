import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerOf, type Answer } from '../answers.js';
import { CasesTogether } from '../cases-together.streams.js';
import type { Changed } from '../follow-up.streams.js';
import { LinkCases, MergeCases } from './merge.commands.js';
import { linkCases, mergeCases } from './merge.decide.js';

/** What became of both cases. */
export interface TogetherAnswer extends Answer {
  readonly other: Answer;
}

function togetherAnswer([one, other]: readonly Changed[]): TogetherAnswer {
  return { ...answerOf(one!), other: answerOf(other!) };
}

@CommandHandler(MergeCases)
export class MergeCasesHandler implements ICommandHandler<MergeCases, TogetherAnswer> {
  constructor(@Inject(CasesTogether) private readonly together: CasesTogether) {}

  async execute({ caseId, asked, ...merging }: MergeCases): Promise<TogetherAnswer> {
    const changed = await this.together.change(
      [{ caseId }, { caseId: merging.into, field: '/into' }],
      ([from, into], now) => {
        const merged = mergeCases(from!.state.case!, into!.state.case!, from!.facts, merging, now);
        return [merged.from, merged.into];
      },
      asked,
    );
    return togetherAnswer(changed);
  }
}

@CommandHandler(LinkCases)
export class LinkCasesHandler implements ICommandHandler<LinkCases, TogetherAnswer> {
  constructor(@Inject(CasesTogether) private readonly together: CasesTogether) {}

  async execute({ caseId, asked, other, kind }: LinkCases): Promise<TogetherAnswer> {
    const changed = await this.together.change(
      [{ caseId }, { caseId: other, field: '/caseId' }],
      ([one, another], now) => {
        const linked = linkCases(one!.state.case!, another!.state.case!, kind, now);
        return [linked.from, linked.into];
      },
      asked,
    );
    return togetherAnswer(changed);
  }
}
