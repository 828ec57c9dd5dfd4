import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { Alerts } from './alert.state.js';

/** A case as concerns about its contacts see it. */
export interface ConcernQuestion {
  readonly subject: CaseHistory;
  readonly alerts: Alerts;
  readonly obligations: Iterable<Obligation>;
  readonly book: Rulebook;
  readonly now: Instant;
  /** One raised longer than this after its contact was recorded, in milliseconds, is marked as caught up. */
  readonly grace: number;
}
