import type { RecordedFact } from '@kept-informed/event-store';
import type { FollowUpEvent } from '../../../libs/follow-up/src/reconcile/follow-up.state.js';
import { workedOut, type WorkedOut } from '../../../libs/what-if/src/worked-out.js';

type CaseForgotten = RecordedFact<'CaseForgotten', object>;

/** A case gets one more fact, and nobody said whether it is lived through again or worked out again. */
export const told: WorkedOut<FollowUpEvent | CaseForgotten> = workedOut; // must not compile: TS2741
/** What follows from others is said to come from people, and the other way round. */
export const swapped: Pick<WorkedOut<FollowUpEvent>, 'ObligationMissed' | 'CaseClosed'> = {
  ObligationMissed: false, // must not compile: TS2322
  CaseClosed: true, // must not compile: TS2322
};
