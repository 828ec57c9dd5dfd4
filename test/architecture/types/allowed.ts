import type { Fold, NewFactOf } from '@kept-informed/event-store';
import type { CaseAssigned, CaseClosed } from '../../../libs/follow-up/src/case/case.events.js';
import { feedbackFold } from '../../../libs/follow-up/src/feedback/feedback.state.js';
import type { Feedback, FeedbackEvent } from '../../../libs/follow-up/src/feedback/feedback.events.js';
import { advance, emptyFollowUp } from '../../../libs/follow-up/src/reconcile/follow-up.state.js';

/** What the files beside this one do wrong, done right. */
export function closeAndHandOver(closureId: string, occurred: string): NewFactOf<CaseClosed | CaseAssigned>[] {
  return [
    { type: 'CaseClosed', data: { closureId, reason: 'resolved' }, occurred },
    { type: 'CaseAssigned', data: { staffId: 'pc-1', team: 'team-1' }, occurred },
  ];
}

export const fold: Fold<Map<string, Feedback>, FeedbackEvent> = feedbackFold;

const recording = { by: 'pc-1', requestId: 'one', recorded: '2026-01-01T00:00:00.000Z' };
advance(emptyFollowUp(), closeAndHandOver('closure-1', recording.recorded), recording);
