import { randomUUID } from 'node:crypto';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { MessageRequest } from './counter.requests.js';

/** What a fact holds of a message: whether they proved who they are, and not by what. */
type MessageToLeave = Omit<WithSeal<MessageRequest, 'text'>, 'to' | 'checked'> & { readonly identityVerified: boolean };

/** Leaves word for whoever has the case. */
export class LeaveMessage extends CaseCommand<MessageToLeave> {
  readonly messageId = randomUUID();
}
