import type { Instant } from '@kept-informed/calendar';
import { Code, Flag, Id, InstantField } from '@kept-informed/fields';
import { methods, type Method, feedbackTypes, type FeedbackType } from '@kept-informed/follow-up';
import { OnCase } from '../on-case.js';

/** Records feedback; with a reply requested, one is owed within ten days. */
export class ReceiveFeedback extends OnCase {
  noteId?: string;
  noteDigest?: string;

  @Id()
  participantId: string;

  @InstantField()
  receivedAt: Instant;

  @Code(methods)
  method: Method;

  @Code(feedbackTypes)
  type: FeedbackType;

  @Flag()
  replyRequested: boolean;
}

/** Records that a reply to earlier feedback was requested after all. */
export class RequestReply extends OnCase {
  feedbackId: string;

  @InstantField()
  requestedAt: Instant;
}

/** Records that a reply is no longer wanted. */
export class WithdrawReplyRequest extends OnCase {
  feedbackId: string;

  @InstantField({ optional: true, description: 'Now if left out.' })
  withdrawnAt?: Instant;
}
