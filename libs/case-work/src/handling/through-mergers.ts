import type { Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { Rulebook } from '@kept-informed/commitments';
import { FollowUpStreams, puttingRight, type CaseChange } from '@kept-informed/follow-up';
import type { CaseCommand } from './case.command.js';
import { resultOf, type CaseResult } from './results.js';

type Subject = NonNullable<CaseChange['state']['case']>;
type FactsPutRight = Parameters<typeof puttingRight.throughout>[0];

/** Those from which something came to a case with mergers, which are changed with it. */
export async function gaveWayPartners(
  streams: FollowUpStreams,
  caseId: string,
  cameThrough: (subject: Subject) => readonly string[],
) {
  const { case: subject } = await streams.load(caseId);
  return cameThrough(subject!).map((one) => ({ caseId: one, evenMerged: 'along' as const }));
}

/** What each of these cases records: that in which something is put right, and those that gave way to it. */
export function throughout(
  facts: FactsPutRight,
  cases: readonly Pick<CaseChange, 'state'>[],
  now: string,
  book: Rulebook,
) {
  const [here, ...gaveWay] = cases.map(({ state }) => state) as [CaseChange['state'], ...CaseChange['state'][]];
  const recorded = puttingRight.throughout(facts, here, gaveWay, { now, book });
  return [recorded.here, ...recorded.gaveWay];
}

/** How something is put right, and through which cases it came. */
interface RightThroughMergers<C> {
  readonly decide: (command: C, subject: Subject, now: string) => FactsPutRight;
  readonly cameThrough: (command: C, subject: Subject) => readonly string[];
}

/** The handler of a command that puts something right that may have come with mergers: so it is in the cases that it came through, too. */
export function throughMergers<C extends CaseCommand<unknown>>(
  command: Type<C>,
  { decide, cameThrough }: RightThroughMergers<C>,
): Type<{ execute(command: C): Promise<CaseResult> }> {
  @CommandHandler(command)
  class ThroughMergersHandler {
    constructor(private readonly streams: FollowUpStreams) {}

    async execute(asked: C): Promise<CaseResult> {
      const { caseId, requester } = asked;
      const gaveWay = await gaveWayPartners(this.streams, caseId, (subject) => cameThrough(asked, subject));
      const [changed] = await this.streams.changeTogether(
        [{ caseId }, ...gaveWay],
        (cases, now, book) => throughout(decide(asked, cases[0]!.state.case!, now), cases, now, book),
        requester,
      );
      return resultOf(changed!);
    }
  }
  return ThroughMergersHandler;
}
