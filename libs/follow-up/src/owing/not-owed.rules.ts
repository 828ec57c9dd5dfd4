import { governing, termsAt, type Commitment, type Rulebook } from '@kept-informed/commitments';
import type { Case, Milestone } from '../case/case.state.js';
import type { Participant } from '../case/participant.state.js';
import type { Obligation } from '../obligation/obligation.state.js';
import { isOwed } from './applicable-commitments.rules.js';
import { dateOf } from './reading.rules.js';

/** Why a milestone made nothing owed by a promise, as codes. */
export const notOwedReasons = [
  'no-promise',
  'not-adopted',
  'edition-not-in-force',
  'nobody-in-role',
  'no-contact-named',
  'runs-already',
  'case-ended',
] as const;

export interface NotOwed {
  /** None: no promise is about such a milestone. */
  readonly commitment: string | null;
  readonly because: (typeof notOwedReasons)[number];
}

/**
 * Why nothing arose from a milestone by each promise that is about it (rules.md, Who a milestone concerns): those in force
 * and adopted; where there are none of these and nothing arose at all, the others.
 */
export function whyNotOwed(
  { case: subject, obligations }: { readonly case: Case; readonly obligations: Iterable<Obligation> },
  milestoneId: string,
  book: Rulebook,
): NotOwed[] {
  const milestone = subject.milestones.find((one) => one.milestoneId === milestoneId)!;
  const about = book.catalogue.filter(({ triggers }) => triggers.includes(milestone.type));
  const arisen = new Set(
    [...obligations].filter(({ triggerId }) => triggerId === milestoneId).map(({ commitment }) => commitment),
  );
  const terms = termsAt(book, milestone.at);
  const holding = new Set(
    governing(milestone.type, dateOf(milestone.at, book), terms, book).map(({ commitment }) => commitment.id),
  );
  const held = about
    .filter(({ id }) => holding.has(id) && !arisen.has(id))
    .map((one) => ({ commitment: one.id, because: whyOf(one, milestone, subject) }));
  if (held.length > 0 || arisen.size > 0) return held;
  if (about.length === 0) return [{ commitment: null, because: 'no-promise' }];
  return about.map(({ id, editions }) => ({
    commitment: id,
    because: editions.some((edition) => terms.adopted.has(edition)) ? 'edition-not-in-force' : 'not-adopted',
  }));
}

/** Of a promise in force and adopted. */
function whyOf(commitment: Commitment, milestone: Milestone, { participants }: Case): NotOwed['because'] {
  const { milestoneId, type, participantIds } = milestone;
  const inRole = [...participants.values()].filter((one: Participant) =>
    isOwed(commitment, { ...milestone, id: milestoneId, type, participantIds }, one),
  );
  if (inRole.length === 0) return 'nobody-in-role';
  if (commitment.recurs !== 'no') return 'runs-already';
  return inRole.every(({ business }) => business) ? 'no-contact-named' : 'case-ended';
}
