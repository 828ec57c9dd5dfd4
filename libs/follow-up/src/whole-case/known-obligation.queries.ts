import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import type { FactStore } from '@kept-informed/event-store';
import { streamOf } from '../case/case.stream.js';
import type { ObligationView } from '../obligation/obligation.queries.js';
import type { FollowUp, FollowUpEvent } from '../reconcile/follow-up.state.js';
import { asKnownAt } from '../stream/as-known.rules.js';
import { allObligations, obligationView } from './open-obligations.js';

/** An obligation of a case as it was known, and stood, at an instant. Refused where it had not arisen by then. */
export async function obligationKnownAt(
  store: FactStore,
  book: Rulebook,
  { caseId, obligationId }: Pick<ObligationView, 'caseId' | 'obligationId'>,
  knownAt: Instant,
): Promise<ObligationView> {
  const state = await caseKnownAt(store, book, caseId, knownAt);
  const found = state.obligations.get(obligationId);
  if (!found) throw notFound('unknown-obligation', 'There was no such obligation by then.');
  return obligationView(found, state, knownAt);
}

/** Everything that was ever owed on a case, as it was known, and stood, at an instant, in the order in which it falls due. */
export async function obligationsKnownAt(
  store: FactStore,
  book: Rulebook,
  caseId: string,
  knownAt: Instant,
): Promise<ObligationView[]> {
  const state = await caseKnownAt(store, book, caseId, knownAt);
  return allObligations(state, knownAt);
}

async function caseKnownAt(store: FactStore, book: Rulebook, caseId: string, knownAt: Instant): Promise<FollowUp> {
  const stream = streamOf(caseId);
  const facts = (await store.load([stream])).get(stream)! as readonly FollowUpEvent[];
  return asKnownAt(facts, book, knownAt).state;
}
