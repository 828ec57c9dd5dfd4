import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import type { FactStore } from '@kept-informed/event-store';
import { streamOf } from '../case/case.stream.js';
import type { ObligationView } from '../obligation/obligation.queries.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { asKnownAt } from '../stream/as-known.rules.js';
import { obligationView } from './open-obligations.js';

/** An obligation of a case as it was known, and stood, at an instant. Refused where it had not arisen by then. */
export async function obligationKnownAt(
  store: FactStore,
  book: Rulebook,
  { caseId, obligationId }: Pick<ObligationView, 'caseId' | 'obligationId'>,
  knownAt: Instant,
): Promise<ObligationView> {
  const stream = streamOf(caseId);
  const facts = (await store.load([stream])).get(stream)! as readonly FollowUpEvent[];
  const { state } = asKnownAt(facts, book, knownAt);
  const found = state.obligations.get(obligationId);
  if (!found) throw notFound('unknown-obligation', 'There was no such obligation by then.');
  return obligationView(found, state, knownAt);
}
