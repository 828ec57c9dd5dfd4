import { type Rulebook, latestTerms, tellable } from '@kept-informed/commitments';
import type { FollowUp, ContactScene } from '@kept-informed/follow-up';

/** What contacts of a case are recorded against. */
export function contactSceneOf({ case: state }: FollowUp, book: Rulebook): ContactScene {
  const { opened, participants, feedback } = state!;
  return {
    openedAt: opened.at,
    participantIds: new Set(participants.keys()),
    feedbackIds: new Set(feedback.keys()),
    triggers: tellable(book.catalogue),
    lateAfterHours: latestTerms(book).lateAfterHours,
  };
}
