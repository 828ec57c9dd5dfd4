import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Contact } from '../contact/contact.state.js';
import type { Commitment, Rulebook } from '@kept-informed/commitments';
import { conflict, notFound, refuse, type NoteSeal } from '@kept-informed/decisions';
import type { RulingSubject, PeriodRulingSubject } from './ruling.events.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';
import type { Ruling } from './ruling.state.js';

/** A case that somebody rules on: what is owed on it, and what was decided and tried so far. */
export interface RuledCase {
  readonly case?: Case & { readonly contacts: readonly Contact[]; readonly rulings: readonly Ruling[] };
  readonly obligations: ReadonlyMap<string, Obligation>;
}

/** What every ruling on an obligation says: its own id, which obligation, and the reason that is kept elsewhere. */
export interface RulingIntent extends NoteSeal {
  readonly rulingId: string;
  readonly obligationId: string;
}

export function requireObligation({ obligations }: RuledCase, obligationId: string): Obligation {
  const found = obligations.get(obligationId);
  if (!found) throw notFound('unknown-obligation', 'There is no such obligation.');
  return found;
}

export function requireOpen(state: RuledCase, obligationId: string): Obligation {
  const found = requireObligation(state, obligationId);
  if (!isOpen(found))
    throw conflict('already-ended', 'It has ended: it was met, released, replaced or closed for good.');
  return found;
}

/** Whoever is or was the owner does not rule on what is their own. */
export function requireNotOwner({ owners }: Pick<Case, 'owners'>, by: string, detail: string): void {
  if (owners.some(({ staffId }) => staffId === by)) throw conflict('decides-own-duty', detail);
}

export function notBeforeArisen({ arisenAt }: Obligation, at: Instant, field: string): void {
  if (at < arisenAt) throw refuse('before-it-was-owed', field, 'This is before it became owed.');
}

export function commitmentOf({ commitment }: Obligation, { catalogue }: Rulebook): Commitment {
  const found = catalogue.find(({ id }) => id === commitment);
  if (!found) throw notFound('unknown-commitment', 'The catalogue has no such commitment any more.');
  return found;
}

export function rulingSubjectOf(
  { commitment, participantId, triggerId }: Obligation,
  asked: RulingIntent,
): RulingSubject & NoteSeal {
  return { ...asked, commitment, participantId, triggerId };
}

export function periodSubjectOf(obligation: Obligation, asked: RulingIntent): PeriodRulingSubject & NoteSeal {
  const { anchorId, period } = obligation;
  return { ...rulingSubjectOf(obligation, asked), anchorId, period };
}
