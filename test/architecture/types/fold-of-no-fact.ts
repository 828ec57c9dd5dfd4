import type { Fold } from '@kept-informed/event-store';
import type { FeedbackEvent } from '../../../libs/follow-up/src/feedback/feedback.events.js';
import { feedbackFold } from '../../../libs/follow-up/src/feedback/feedback.state.js';

/** A fold knows a fact that there is not, and reads a field that another has not. */
export const fold: Fold<Map<string, unknown>, FeedbackEvent> = {
  ...feedbackFold,
  ReplyRequested: (feedback, { data }) => feedback.delete(data.contactId), // must not compile: TS2339
  ReplyForgotten: () => {}, // must not compile: TS2353
};
