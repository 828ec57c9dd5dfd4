import type { FactStore } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Rulebook } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { derivationFrom, type Derivation } from './derivation.rules.js';

/** How an obligation's due date came about, read from its case's stream. Refused where there is no such obligation. */
export async function derivationOf(
  manager: EntityManager,
  store: FactStore,
  { catalogue, terms, zone }: Rulebook,
  obligationId: string,
): Promise<Derivation> {
  const unknown = () => notFound('unknown-obligation', 'There is no such obligation.');
  const [found]: { case_id: string; commitment: string }[] = await manager.query(
    'select case_id, commitment from obligations where obligation_id = $1',
    [obligationId],
  );
  if (!found) throw unknown();
  const stream = `case-${found.case_id}`;
  const facts = (await store.load([stream])).get(stream)! as readonly FollowUpEvent[];
  const calendars = terms.map(({ calendar }) => calendar);
  const commitment = catalogue.find(({ id }) => id === found.commitment);
  const derivation = derivationFrom({ facts, obligationId, commitment, calendars, zone });
  if (!derivation) throw unknown();
  return derivation;
}
