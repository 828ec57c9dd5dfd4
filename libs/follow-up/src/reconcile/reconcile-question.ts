import type { Instant } from '@kept-informed/calendar';
import type { KnownLadder } from '../alert/ladder.rules.js';
import type { Handover, ObligationMark } from '../obligation/obligation.events.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';

/** What an obligation's standing is decided from. */
export interface ReconcileQuestion {
  readonly obligationId: string;
  readonly caseId: string;
  readonly owed: OwedObligation;
  readonly recorded: Obligation | undefined;
  readonly ladder: (owed: OwedObligation) => KnownLadder;
  /** Since when what was recorded implies it. */
  readonly impliedAt: (owed: OwedObligation) => Instant;
  /** The handover shortly before it fell due, where there was one. */
  readonly handover: (owed: OwedObligation) => Handover | undefined;
  /** What is to be known about how it ended. */
  readonly mark: ObligationMark | undefined;
  readonly now: Instant;
}
