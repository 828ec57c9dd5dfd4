import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { AcknowledgementRequest, HandoverRequest, SnoozeRequest } from './alert.requests.js';

/** Which alert of the case. */
interface OfAlert {
  readonly alertId: string;
}

/** Takes an alert on. The duty stays owed. */
export class AcknowledgeAlert extends CaseCommand<WithSeal<AcknowledgementRequest, 'note'> & OfAlert> {}

/** Puts an alert aside until an instant. Neither the duty nor the ladder waits. */
export class SnoozeAlert extends CaseCommand<WithSeal<SnoozeRequest, 'reason'> & OfAlert> {}

/** Makes somebody else act on an alert. */
export class HandOverAlert extends CaseCommand<WithSeal<HandoverRequest, 'reason'> & OfAlert> {}

/**
 * No message about an alert reached its recipient: it climbs to whoever comes next. Asked by the worker. `recipient`: whom
 * the message was for.
 */
export class EscalateUndelivered extends CaseCommand<OfAlert & { readonly recipient: string }> {}
