import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resultOf, type CaseResult } from '../results.js';
import { FollowUpStreams, type CaseChange, linkCases, mergeCases } from '@kept-informed/follow-up';
import { LinkCases, MergeCases } from './merge.commands.js';

/** What became of both cases. */
export interface PartnersResult extends CaseResult {
  readonly other: CaseResult;
}

function togetherAnswer([one, other]: readonly CaseChange[]): PartnersResult {
  return { ...resultOf(one!), other: resultOf(other!) };
}

@CommandHandler(MergeCases)
export class MergeCasesHandler implements ICommandHandler<MergeCases, PartnersResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...merging }: MergeCases): Promise<PartnersResult> {
    const changed = await this.streams.changeTogether(
      [{ caseId }, { caseId: merging.into, field: '/into' }],
      ([from, into], now) => {
        const merged = mergeCases({ case: from!.state.case!, facts: from!.facts }, into!.state.case!, merging, now);
        return [merged.from, merged.into];
      },
      asked,
    );
    return togetherAnswer(changed);
  }
}

@CommandHandler(LinkCases)
export class LinkCasesHandler implements ICommandHandler<LinkCases, PartnersResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, other, kind }: LinkCases): Promise<PartnersResult> {
    const changed = await this.streams.changeTogether(
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
