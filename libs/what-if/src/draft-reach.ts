import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import type { FollowUpEvent } from '@kept-informed/follow-up';
import type { ReplayBooks } from './replay-books.js';

/** What a draft can make otherwise: any case, or those alone on which one of some promises was ever owed. */
export type DraftReach = 'every-case' | ReadonlySet<string>;

/**
 * Whether a draft that is activated at an instant can make anything of a case otherwise. Where none of the promises that it is
 * about was ever owed it cannot, but for a rung that was past by then and was raised later: new terms raise none of the past.
 */
export function isTouched(facts: readonly FollowUpEvent[], reach: DraftReach, activatedAt: Instant): boolean {
  if (reach === 'every-case') return true;
  return facts.some(
    ({ type, data, occurred, recorded }) =>
      (type === 'ObligationArose' && reach.has(data.commitment)) ||
      (type === 'AlertRaised' && recorded >= activatedAt && occurred <= activatedAt),
  );
}

/**
 * What a draft can make otherwise, by what it says otherwise than what the force ever went by. A promise that is given up, or
 * counted in another way, is the business of those to whom it was owed. Whatever else differs is everybody's: what may be owed
 * anew, holidays, the ladder, who is presumed to be enhanced, and terms that changed on the way.
 */
export function draftReach({ before, after }: ReplayBooks): DraftReach {
  const [first, ...later] = before.terms;
  const drafted = after.terms.filter((terms) => !before.terms.includes(terms));
  const [draft, ...others] = drafted;
  if (!draft || later.length > 0 || others.length > 0 || isEverybodys(first!, draft)) return 'every-case';
  return new Set(before.catalogue.filter((one) => isOtherwise(one, first!, draft)).map(({ id }) => id));
}

const everybodys = ['calendar', 'ladder', 'concernAfterAttempts', 'enhancedUnassessed', 'enhancedAges'] as const;

function isEverybodys(held: Terms, draft: Terms): boolean {
  if ([...draft.adopted].some((edition) => !held.adopted.has(edition))) return true;
  return everybodys.some((name) => !isDeepStrictEqual(held[name], draft[name]));
}

function isOtherwise({ id, editions }: Commitment, held: Terms, draft: Terms): boolean {
  if (editions.some((edition) => held.adopted.has(edition) !== draft.adopted.has(edition))) return true;
  return (['dayKinds', 'anchors', 'targets'] as const).some(
    (name) => !isDeepStrictEqual(held[name][id], draft[name][id]),
  );
}
