import { caseOpened, feedback, instant, joined, milestone } from '../../../../test/support/facts.js';
import { only, standings } from '../../../../test/support/given.js';
import type { FollowUp } from './follow-up.state.js';

/* A reply asked for on Monday 2 March 2026 is due on Thursday 12 March; an arrest of that Monday on Monday 9 March. */
export const start = '2026-03-02T10:00:00Z';
export const reply = only('QOS-FB-REPLY');
export const feedbackCase = [
  caseOpened(start, 'feedback'),
  joined('ann', start, 'feedback-giver'),
  feedback('ann', start, true),
];
export const arrest = only('VC20-ARREST');
export const arrestCase = [caseOpened(start), joined('vic', start), milestone('suspect-arrested', start)];
export const replyDuty = { commitment: 'QOS-FB-REPLY', participantId: 'ann', triggerId: 'f1' };

/** How its duties stand, without whose they are and which. */
export const shownAt = (state: FollowUp, at: string): string[] =>
  standings(state, instant(at)).map((line) => line.replace(/^\S+ \S+ /, ''));
