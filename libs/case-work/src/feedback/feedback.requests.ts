import { methods, type Method } from '@kept-informed/commitments';
import type { Instant } from '@kept-informed/calendar';
import { Code, Flag, Id, InstantField, Text } from '@kept-informed/fields';
import { feedbackTypes, type FeedbackType } from '@kept-informed/follow-up';
import { noteLimit } from '../handling/reason.request.js';

export class ReceiveFeedbackRequest {
  @Id()
  participantId: string;

  @InstantField()
  receivedAt: Instant;

  @InstantField({
    optional: true,
    description:
      'When somebody became aware of it, of what was received outside the published hours: an acknowledgement is due from then.',
  })
  knownAt?: Instant;

  @Code(methods)
  method: Method;

  @Code(feedbackTypes)
  type: FeedbackType;

  @Flag()
  replyRequested: boolean;

  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class RequestReplyRequest {
  @InstantField()
  requestedAt: Instant;
}

export class WithdrawalRequest {
  @InstantField({ optional: true, description: 'Now if left out.' })
  withdrawnAt?: Instant;
}
