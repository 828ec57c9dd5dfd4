import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { Provenance, NoteSeal } from '@kept-informed/decisions';
import type { Method } from '../case/case.events.js';

export const feedbackTypes = [
  'compliment',
  'comment',
  'dissatisfaction',
  'service-complaint',
  'direction-and-control',
  'conduct',
] as const;
export type FeedbackType = (typeof feedbackTypes)[number];

/** Feedback was given; occurred: when the force received it; known: when somebody saw it, outside the published hours. */
export type FeedbackReceived = RecordedFact<
  'FeedbackReceived',
  {
    readonly feedbackId: string;
    readonly participantId: string;
    readonly method: Method;
    readonly type: FeedbackType;
    readonly replyRequested: boolean;
  } & NoteSeal &
    Provenance
>;

/** The giver asked for a reply after all; occurred: when they asked, which starts the ten days. */
export type ReplyRequested = RecordedFact<
  'ReplyRequested',
  { readonly feedbackId: string; readonly requestId: string }
>;

/** The giver no longer wants a reply. What was owed is voided, not met. */
export type ReplyRequestWithdrawn = RecordedFact<'ReplyRequestWithdrawn', { readonly feedbackId: string }>;

export type FeedbackEvent = FeedbackReceived | ReplyRequested | ReplyRequestWithdrawn;

/** A reply that was asked for. Asked for again after a withdrawal it is another request. */
export interface ReplyRequest {
  readonly at: Instant;
  readonly requestId: string;
  readonly version: number;
  withdrawn?: { readonly at: Instant; readonly version: number };
}

export interface Feedback {
  readonly feedbackId: string;
  readonly participantId: string;
  readonly type: FeedbackType;
  readonly receivedAt: Instant;
  readonly known: Instant;
  readonly version: number;
  readonly requests: ReplyRequest[];
}
