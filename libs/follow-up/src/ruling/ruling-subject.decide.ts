import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Commitment, Rulebook } from '@kept-informed/commitments';
import { conflict, notFound, refuse, type NoteSeal } from '@kept-informed/decisions';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import type { RulingSubject, PeriodRulingSubject } from './ruling.events.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';
import { hasAuthority } from '../owing/reading.rules.js';

/** What every ruling on an obligation says: its own id, which obligation, and the reason that is kept elsewhere. */
export interface RulingIntent extends NoteSeal {
  readonly rulingId: string;
  readonly obligationId: string;
}

export function requireObligation({ obligations }: FollowUp, obligationId: string): Obligation {
  const found = obligations.get(obligationId);
  if (!found) throw notFound('unknown-obligation', 'There is no such obligation.');
  return found;
}

export function requireOpen(state: FollowUp, obligationId: string): Obligation {
  const found = requireObligation(state, obligationId);
  if (!isOpen(found))
    throw conflict('already-ended', 'It has ended: it was met, released, replaced or closed for good.');
  return found;
}

export function notBeforeArisen({ arisenAt }: Obligation, at: Instant, field: string): void {
  if (at < arisenAt) throw refuse('before-it-was-owed', field, 'This is before it became owed.');
}

/** Refuses anybody but the participant and a representative of theirs with authority at that time. */
export function requireSpeaksFor(
  {
    participantId,
    requestedBy,
    at,
  }: { readonly participantId: string; readonly requestedBy: string; readonly at: Instant },
  { participants }: Case,
  book: Rulebook,
): void {
  const who = participants.get(requestedBy);
  const speaks = requestedBy === participantId || (who?.represents === participantId && hasAuthority(who, at, book));
  if (!speaks)
    throw refuse('no-authority', '/requestedBy', 'Only the participant, or who has authority for them then, can ask.');
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
