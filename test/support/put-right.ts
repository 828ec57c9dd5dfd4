import { puttingRight, type FollowUp } from '@kept-informed/follow-up';
import type { PastFact } from './facts.js';

/** What is put right where it came from as well, if it came with mergers. */
export type RightFact = Parameters<typeof puttingRight.throughout>[0][number];

const types: ReadonlySet<string> = new Set<RightFact['type']>([
  'ContactStruckOut',
  'ContactCorrected',
  'ReceiptCame',
  'OptOutVoided',
  'MilestoneVoided',
  'ParticipantDetailsCorrected',
]);

export const isPutRight = (fact: PastFact['fact']): fact is RightFact => types.has(fact.type);

/** The cases that gave way and through which that came, by what is put right of it. */
export function gaveWayWith(right: RightFact, { case: subject }: FollowUp): string[] {
  if (right.type === 'OptOutVoided') return puttingRight.gaveWayWithWish(right.data.optOutId, subject!);
  if (right.type === 'MilestoneVoided') return puttingRight.gaveWayWithMilestone(right.data.milestoneId, subject!);
  if (right.type === 'ParticipantDetailsCorrected')
    return puttingRight.gaveWayWithParticipant(right.data.participantId, subject!);
  return puttingRight.gaveWayWith(right.data.contactId, subject!);
}
