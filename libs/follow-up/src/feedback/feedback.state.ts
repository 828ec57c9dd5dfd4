import type { Feedback, FeedbackEvent } from './feedback.events.js';

/** The feedback of a case with one more fact; changes the given map. */
export function evolveFeedback(feedback: Map<string, Feedback>, fact: FeedbackEvent): void {
  const told = { at: fact.occurred, version: fact.version };
  switch (fact.type) {
    case 'FeedbackReceived': {
      const { feedbackId, participantId, type, replyRequested } = fact.data;
      const requests = replyRequested ? [{ ...told, requestId: feedbackId }] : [];
      const given = { feedbackId, participantId, type, receivedAt: told.at, version: told.version, requests };
      feedback.set(feedbackId, given);
      break;
    }
    case 'ReplyRequested':
      feedback.get(fact.data.feedbackId)!.requests.push({ ...told, requestId: fact.data.requestId });
      break;
    case 'ReplyRequestWithdrawn':
      feedback.get(fact.data.feedbackId)!.requests.at(-1)!.withdrawn = told;
      break;
  }
}
