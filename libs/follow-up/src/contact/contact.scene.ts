import type { Rulebook } from '../commitment/rulebook.rules.js';
import { latestTerms } from '../commitment/terms.rules.js';
import { tellable } from '../commitment/triggers.rules.js';
import type { FollowUp } from '../follow-up.state.js';
import type { ContactScene } from './contact.decide.js';

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
