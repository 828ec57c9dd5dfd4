import { tellable } from '../commitment/triggers.rules.js';
import type { FollowUp } from '../follow-up.state.js';
import type { Force } from '../force.js';
import type { ContactScene } from './contact.decide.js';

/** What contacts of a case are recorded against. */
export function contactSceneOf({ case: state }: FollowUp, force: Force): ContactScene {
  const { opened, participants, feedback } = state!;
  return {
    openedAt: opened.at,
    participantIds: new Set(participants.keys()),
    feedbackIds: new Set(feedback.keys()),
    triggers: tellable(force.rulebook().catalogue),
    lateAfterHours: force.lateAfterHours,
  };
}
