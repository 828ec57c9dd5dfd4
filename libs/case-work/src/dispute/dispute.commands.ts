import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { DecideDisputeRequest } from './dispute.requests.js';

/** Confirms or refuses what was recorded after an obligation's due instant. */
export class DecideDispute extends CaseCommand<
  WithSeal<DecideDisputeRequest, 'reason'> & { readonly disputeId: string }
> {}
