import type { Rulebook } from '@kept-informed/commitments';
import { puttingRight, type CaseChange, type FollowUpStreams } from '@kept-informed/follow-up';

type Subject = NonNullable<CaseChange['state']['case']>;

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
  facts: Parameters<typeof puttingRight.throughout>[0],
  cases: readonly Pick<CaseChange, 'state'>[],
  now: string,
  book: Rulebook,
) {
  const [here, ...gaveWay] = cases.map(({ state }) => state) as [CaseChange['state'], ...CaseChange['state'][]];
  const recorded = puttingRight.throughout(facts, here, gaveWay, { now, book });
  return [recorded.here, ...recorded.gaveWay];
}
