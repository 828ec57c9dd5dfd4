import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { Alert } from '../alert/alert.state.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { FollowUp } from './follow-up.state.js';

/** What a case is reconciled by. */
export interface ReconcileScene {
  readonly state: FollowUp;
  readonly subject: CaseHistory;
  readonly book: Rulebook;
  readonly now: Instant;
  readonly grace: number;
  readonly alerts: ReadonlyMap<string, Alert[]>;
  readonly impliedAt: (owed: OwedObligation) => Instant;
}
