import type { SealedPerson } from './person.queries.js';
import { asKnown, personPlace, type KnownPerson, type PersonDetails } from './person-details.js';
import { opened } from './person-keys.js';
import { routePlace, type RouteView, type RouteWords } from './route.js';
import type { SearchablePerson } from './search-terms.js';

export interface PersonView extends KnownPerson {
  readonly participantId: string;
  readonly routes: readonly RouteView[];
}

/** Somebody with the case on which they are known. */
export interface PersonOnCase extends PersonView {
  readonly caseId: string;
}

/** Somebody as far as an answer shows them. */
export type ShownPerson = Pick<PersonOnCase, 'participantId' | 'caseId'> & Partial<PersonView>;

/** Somebody as their key opens what is kept of them. */
export function openedPerson(
  { sealed, routes, caseId, keyId: participantId }: SealedPerson,
  key: Buffer,
): PersonOnCase {
  const details = sealed ? opened<PersonDetails>(key, sealed, personPlace(participantId)) : {};
  return {
    participantId,
    caseId,
    ...asKnown(details),
    routes: routes.map(({ sealed: own, markedBy, ...route }) => {
      const words = opened<RouteWords>(key, Buffer.from(own, 'base64'), routePlace(route.routeId));
      const { value, times, say, neverSay, sinceReason: reason = null } = words;
      const said = { ...(times && { times }), ...(say && { say }), ...(neverSay && { neverSay }) };
      return {
        ...route,
        value,
        ...said,
        ...(markedBy && { unsafeMark: { by: markedBy, at: route.recordedAt, reason } }),
      };
    }),
  };
}

/** What of somebody who is known can be searched for. */
export function searchable({ name, bornOn, routes }: PersonView): SearchablePerson {
  return { name: name ?? undefined, bornOn: bornOn ?? undefined, routes };
}
