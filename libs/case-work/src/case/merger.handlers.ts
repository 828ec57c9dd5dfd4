import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FollowUpStreams, type CaseChange, linkCases, mergeCases } from '@kept-informed/follow-up';
import { resultOf } from '../handling/results.js';
import { LinkCases, MergeCases, type PartnersResult } from './merger.commands.js';

function partnersResultOf([one, other]: readonly CaseChange[]): PartnersResult {
  return { ...resultOf(one!), other: resultOf(other!) };
}

@CommandHandler(MergeCases)
class MergeCasesHandler implements ICommandHandler<MergeCases> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, request, requester }: MergeCases): Promise<PartnersResult> {
    const changed = await this.streams.changeTogether(
      [{ caseId }, { caseId: request.into, field: '/into' }],
      ([from, into], now, book) => {
        const { case: subject, obligations, disputes } = from!.state;
        const merging = { case: subject!, facts: from!.facts, obligations, disputes };
        const merged = mergeCases(merging, { case: into!.state.case!, obligations: into!.state.obligations }, request, {
          now,
          book,
        });
        return [merged.from, merged.into];
      },
      requester,
    );
    return partnersResultOf(changed);
  }
}

@CommandHandler(LinkCases)
class LinkCasesHandler implements ICommandHandler<LinkCases> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, request, requester }: LinkCases): Promise<PartnersResult> {
    const changed = await this.streams.changeTogether(
      [{ caseId }, { caseId: request.caseId, field: '/caseId' }],
      ([one, another], now) => {
        const linked = linkCases(one!.state.case!, another!.state.case!, request.kind, now);
        return [linked.from, linked.into];
      },
      requester,
    );
    return partnersResultOf(changed);
  }
}

export const mergerHandlers = [MergeCasesHandler, LinkCasesHandler];
