import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, notFound, refuse } from '@kept-informed/decisions';
import type { Feedback, FeedbackReceived, ReplyRequestWithdrawn, ReplyRequested } from './feedback.events.js';

type FeedbackDetails = FeedbackReceived['data'];

/** What feedback is recorded against. */
export interface FeedbackScene {
  readonly openedAt: Instant;
  readonly participantIds: ReadonlySet<string>;
  readonly feedback: ReadonlyMap<string, Feedback>;
}

/** Feedback was received; a reply is owed only if it was requested. */
export function receiveFeedback(
  scene: FeedbackScene,
  given: FeedbackDetails,
  { receivedAt, knownAt = receivedAt }: { readonly receivedAt: Instant; readonly knownAt?: Instant },
  now: Instant,
): NewFactOf<FeedbackReceived>[] {
  if (!scene.participantIds.has(given.participantId))
    throw refuse('unknown-participant', '/participantId', 'There is no such participant on this case.');
  inTime(scene.openedAt, receivedAt, now, '/receivedAt');
  if (knownAt < receivedAt)
    throw refuse('known-before-it-happened', '/knownAt', 'It cannot have been known before it was received.');
  if (knownAt > now) throw refuse('in-the-future', '/knownAt', 'This has not happened yet.');
  const differs = knownAt !== receivedAt;
  return [{ type: 'FeedbackReceived', data: given, occurred: receivedAt, ...(differs && { known: knownAt }) }];
}

/** The giver asks for a reply after all: the ten days count from then (rules.md, Ten days). */
export function requestReply(
  { feedback }: FeedbackScene,
  asked: { feedbackId: string; requestId: string },
  requestedAt: Instant,
  now: Instant,
): NewFactOf<ReplyRequested>[] {
  const about = requireFeedback(feedback, asked.feedbackId);
  const last = about.requests.at(-1);
  if (last && !last.withdrawn)
    throw conflict('reply-already-requested', 'A reply to this feedback was requested before.');
  inTime(last?.withdrawn?.at ?? about.receivedAt, requestedAt, now, '/requestedAt');
  return [{ type: 'ReplyRequested', data: asked, occurred: requestedAt }];
}

/** The giver no longer wants a reply: what was owed is voided. */
export function withdrawReplyRequest(
  { feedback }: FeedbackScene,
  { feedbackId }: { feedbackId: string },
  withdrawnAt: Instant,
  now: Instant,
): NewFactOf<ReplyRequestWithdrawn>[] {
  const about = requireFeedback(feedback, feedbackId);
  const last = about.requests.at(-1);
  if (!last) throw conflict('nothing-to-withdraw', 'No reply to this feedback was requested.');
  if (last.withdrawn) throw conflict('already-withdrawn', 'The request was withdrawn before.');
  inTime(last.at, withdrawnAt, now, '/withdrawnAt');
  return [{ type: 'ReplyRequestWithdrawn', data: { feedbackId }, occurred: withdrawnAt }];
}

function requireFeedback(feedback: ReadonlyMap<string, Feedback>, feedbackId: string): Feedback {
  const found = feedback.get(feedbackId);
  if (!found) throw notFound('unknown-feedback', 'There is no such feedback on this case.');
  return found;
}

function inTime(earliest: Instant, at: Instant, now: Instant, field: string): void {
  if (at > now) throw refuse('in-the-future', field, 'This has not happened yet.');
  if (at < earliest) throw refuse('before-case', field, 'This is before what it belongs to.');
}
