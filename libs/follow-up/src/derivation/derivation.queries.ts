import type { Instant } from '@kept-informed/calendar';
import type { FactStore } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Rulebook } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { streamOf } from '../case/case.stream.js';
import { asKnownAt } from '../stream/as-known.rules.js';
import { derivationFrom, type Derivation } from './derivation.rules.js';

/** Which obligation, and as known at which instant; none: as it is recorded. */
export interface DerivationQuestion {
  readonly obligationId: string;
  readonly knownAt?: Instant;
  readonly now: Instant;
}

/** How an obligation's due date came about, read from its case's stream. Refused where there is no such obligation. */
export async function derivationOf(
  manager: EntityManager,
  store: FactStore,
  book: Rulebook,
  { obligationId, knownAt, now }: DerivationQuestion,
): Promise<Derivation> {
  const { catalogue, terms, zone } = book;
  const unknown = () => notFound('unknown-obligation', 'There is no such obligation.');
  const [found]: { caseId: string; commitment: string }[] = await manager.query(
    'select case_id as "caseId", commitment from obligations where obligation_id = $1',
    [obligationId],
  );
  if (!found) throw unknown();
  const stream = streamOf(found.caseId);
  const recorded = (await store.load([stream])).get(stream)! as readonly FollowUpEvent[];
  const facts = knownAt === undefined ? recorded : asKnownAt(recorded, book, knownAt).facts;
  const calendars = terms.map(({ calendar }) => calendar);
  const commitment = catalogue.find(({ id }) => id === found.commitment);
  const derivation = derivationFrom({ facts, obligationId, commitment, calendars, zone, now: knownAt ?? now });
  if (!derivation) throw unknown();
  return derivation;
}
