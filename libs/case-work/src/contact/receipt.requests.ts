import type { Instant } from '@kept-informed/calendar';
import { Code, InstantField } from '@kept-informed/fields';
import { receiptOutcomes, type ReceiptOutcome } from '@kept-informed/follow-up';

/** What became of something that was sent. */
export class ReceiptRequest {
  @Code(receiptOutcomes, { description: 'Whether it arrived, was read or came back.' })
  outcome: ReceiptOutcome;

  @InstantField({ description: 'When it arrived or was read, or when the force learnt that it had come back.' })
  at: Instant;
}
