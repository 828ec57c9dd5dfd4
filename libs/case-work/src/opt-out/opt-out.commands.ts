import { randomUUID } from 'node:crypto';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { OptOutRequest } from './opt-out.requests.js';

/** Records that a participant does not want to be told. */
export class OptOutOf extends CaseCommand<WithSeal<OptOutRequest, 'reason'> & { readonly participantId: string }> {
  readonly optOutId = randomUUID();
}

/** Records that an opt-out never was the participant's wish. */
export class VoidOptOut extends CaseCommand<
  WithSeal<{ readonly participantId: string; readonly optOutId: string }, never>
> {
  readonly voidingId = randomUUID();
}

/** Records that a participant wants to be told again, from now on. */
export class OptBackIn extends CaseCommand<{ readonly participantId: string; readonly optOutId: string }> {
  readonly optInId = randomUUID();
}
