import { randomUUID } from 'node:crypto';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { ExplainedResult } from '../handling/results.js';
import type { ReceiveFeedbackRequest, RequestReplyRequest, WithdrawalRequest } from './feedback.requests.js';

/** Which feedback of the case. */
interface OfFeedback {
  readonly feedbackId: string;
}

/** Records feedback; with a reply requested, one is owed within ten days. */
export class ReceiveFeedback extends CaseCommand<WithSeal<ReceiveFeedbackRequest, 'note'>, ExplainedResult> {
  readonly feedbackId = randomUUID();
}

/** Records that a reply to earlier feedback was requested after all. */
export class RequestReply extends CaseCommand<RequestReplyRequest & OfFeedback> {
  readonly requestId = randomUUID();
}

/** Records that a reply is no longer wanted. */
export class WithdrawReplyRequest extends CaseCommand<WithdrawalRequest & OfFeedback> {}
