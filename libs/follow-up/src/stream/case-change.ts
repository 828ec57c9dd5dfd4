import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { RecordedFact } from '@kept-informed/event-store';
import type { ReadCase } from '../owing/owed.rules.js';
import type { FollowUp, FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { CaseFact } from './following.rules.js';

/** A case as it stands, with the facts that tell of it where several are asked for; at version 0 it is not there yet. */
export interface StandingCase {
  readonly caseId: string;
  readonly state: FollowUp;
  readonly facts: readonly FollowUpEvent[];
}

/**
 * What became of a request: the case as it stands now, to be looked at at once, for the next change goes on from it; and
 * the facts that were added, the request's own first. `read`: as it was read to work out what followed.
 */
export interface CaseChange {
  readonly state: FollowUp;
  readonly read?: ReadCase;
  readonly facts: readonly RecordedFact[];
  readonly version: number;
  readonly position: string;
}

/** A case that takes part in a change of several. */
export interface Partner {
  readonly caseId: string;
  /** Where the request names it; none: in its address. */
  readonly field?: string;
  /** It is changed though it may have been merged into another: as it is asked for, or along with that and whoever sees it. */
  readonly evenMerged?: 'asked-for' | 'along';
}

/** From a case as it stands and what the force goes by now, the facts that a request adds; throws Refused. */
export type Decide = (state: FollowUp, now: Instant, book: Rulebook) => readonly CaseFact[];

/** From several cases as they stand, in the order in which they were asked for, the facts that each gets; throws Refused. */
export type DecideTogether = (
  cases: readonly StandingCase[],
  now: Instant,
  book: Rulebook,
) => readonly (readonly CaseFact[])[];
