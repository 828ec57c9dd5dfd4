import type { Instant } from '@kept-informed/calendar';
import { governing, termsAt, type GoverningPromise, type Rulebook } from '@kept-informed/commitments';
import { deathOf } from '../case/death.rules.js';
import type { Participant } from '../case/participant.state.js';
import type { Obligation } from '../obligation/obligation.state.js';
import { optOutEnd } from '../opt-out/opt-out-end.rules.js';
import { isOfACode, isOwed } from './applicable-commitments.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { dateOf } from './reading.rules.js';
import { optOutsFrom } from './single-endings.rules.js';
import { triggersOf, type Trigger } from './trigger.rules.js';

/** Why something made nothing owed by a promise, as codes. */
export const notOwedReasons = [
  'no-promise',
  'not-adopted',
  'edition-not-in-force',
  'nobody-in-role',
  'no-contact-named',
  'no-reply-requested',
  'participant-died',
  'case-ended',
  'not-wanted',
  'runs-already',
] as const;

export interface NotOwed {
  /** None: no promise is about such a thing. */
  readonly commitment: string | null;
  readonly because: (typeof notOwedReasons)[number];
}

/** A case, and what is recorded of what it owes. */
interface ExplainedCase {
  readonly case: CaseHistory;
  readonly obligations: Iterable<Obligation>;
}

/**
 * Why nothing arose from a milestone, a plan or feedback by each promise that is about it (rules.md, Who a milestone concerns and
 * Agreed plans): those in force and adopted; where there are none of these and nothing arose at all, the others.
 */
export function whyNotOwed({ case: state, obligations }: ExplainedCase, id: string, book: Rulebook): NotOwed[] {
  const all = [...obligations];
  const triggers = triggersOf(state).filter((one) => one.id === id);
  const why = [
    ...triggers.flatMap((one) => whyBy(one, { case: state, obligations: all }, book)),
    ...unasked(state, id, book),
  ];
  const named = why.filter(({ commitment }) => commitment !== null);
  return named.length > 0 ? named : why.slice(0, 1);
}

function whyBy(trigger: Trigger, { case: state, obligations }: ExplainedCase, book: Rulebook): NotOwed[] {
  const about = book.catalogue.filter(({ triggers }) => triggers.includes(trigger.type));
  const arisen = new Set(
    [...obligations].filter(({ triggerId }) => triggerId === trigger.id).map(({ commitment }) => commitment),
  );
  // A plan is one person's, and makes one series of them.
  if (trigger.frequency !== undefined && arisen.size > 0) return [];
  const why = holding(trigger, book)
    .filter(({ commitment: { id } }) => !arisen.has(id))
    .map((one) => ({ commitment: one.commitment.id, because: whyOf(one, trigger, state, book) }));
  if (why.length > 0 || arisen.size > 0) return why;
  if (about.length === 0) return [{ commitment: null, because: 'no-promise' }];
  const { adopted } = termsAt(book, trigger.at);
  return about.map(({ id, editions }) => ({
    commitment: id,
    because: editions.some((edition) => adopted.has(edition)) ? 'edition-not-in-force' : 'not-adopted',
  }));
}

const holding = ({ type, at }: Pick<Trigger, 'type' | 'at'>, book: Rulebook): readonly GoverningPromise[] =>
  governing(type, dateOf(at, book), termsAt(book, at), book);

/** Of feedback for which no reply was asked for (rules.md, Ten days). */
function unasked({ feedback }: CaseHistory, id: string, book: Rulebook): NotOwed[] {
  const given = feedback.get(id);
  if (!given || given.requests.length > 0) return [];
  return holding({ type: 'reply-requested', at: given.receivedAt }, book).map(({ commitment }) => ({
    commitment: commitment.id,
    because: 'no-reply-requested',
  }));
}

/** Of a promise in force and adopted. */
function whyOf(promise: GoverningPromise, trigger: Trigger, state: CaseHistory, book: Rulebook): NotOwed['because'] {
  const inRole = [...state.participants.values()].filter((one) => isOwed(promise.commitment, trigger, one));
  if (inRole.length === 0) return 'nobody-in-role';
  const isEach = (isSo: (one: Participant) => boolean): boolean => inRole.every(isSo);
  if (isOfACode(promise.edition) && isEach((one) => isUnnamed(one, state))) return 'no-contact-named';
  if (isEach((one) => (deathOf(one, book)?.at ?? trigger.at) < trigger.at)) return 'participant-died';
  if (promise.commitment.recurs === 'no' || isClosedAt(trigger.at, state)) return 'case-ended';
  return isEach((participant) => isUnwanted({ ...promise, participant }, trigger.at, state, book))
    ? 'not-wanted'
    : 'runs-already';
}

/** A business that has named nobody to be told. */
const isUnnamed = ({ business, participantId }: Participant, { participants }: CaseHistory): boolean =>
  business === true && ![...participants.values()].some(({ represents }) => represents === participantId);

const isClosedAt = (at: Instant, { closures }: CaseHistory): boolean =>
  closures.some((one) => one.at <= at && (one.reopened === undefined || at < one.reopened.at));

function isUnwanted(
  promise: Pick<ApplicableCommitment, 'commitment' | 'edition' | 'participant'>,
  at: Instant,
  state: CaseHistory,
  book: Rulebook,
): boolean {
  return optOutsFrom(promise, state).some((wish) => wish.at <= at && at < optOutEnd(wish, state, book).at);
}
