import type { Fold } from '@kept-informed/event-store';
import type { Feedback, FeedbackEvent } from './feedback.events.js';

/** The feedback of a case by its id. */
export const feedbackFold: Fold<Map<string, Feedback>, FeedbackEvent> = {
  FeedbackReceived: (feedback, { data, occurred: at, known = at, version }) => {
    const { feedbackId, participantId, type, replyRequested } = data;
    const requests = replyRequested ? [{ at, version, requestId: feedbackId }] : [];
    feedback.set(feedbackId, { feedbackId, participantId, type, receivedAt: at, known, version, requests });
  },
  ReplyRequested: (feedback, { data: { feedbackId, requestId }, occurred: at, version }) =>
    feedback.get(feedbackId)!.requests.push({ at, version, requestId }),
  ReplyRequestWithdrawn: (feedback, { data: { feedbackId }, occurred: at, version }) => {
    feedback.get(feedbackId)!.requests.at(-1)!.withdrawn = { at, version };
  },
};
