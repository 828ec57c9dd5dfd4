import { ask, columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { samePeople } from './person-links.js';
import type { KeptKey } from './person-keys.js';
import type { Route, RouteWords } from './route.js';
import type { KnownRoute, RouteQuestion } from './route-choice.rules.js';

const until = `least(r.replaced_at, r.ended_at)`;

const shown = `${columns<KnownRoute>('r', 'routeId', 'method', 'kind', 'meaning', 'mark', 'safe', 'receipts')},
    ${columns<KnownRoute>('r', 'otherDwelling', 'recordedAt', 'deadSince')}, ${until} as until`;

const known = `
  select r.participant_id as "participantId", r.known_since as "knownSince", false as elsewhere, ${shown}
  from routes r where r.participant_id = any($1) or r.route_id = $2`;

/** With what was marked unsafe of those who are the same people, since they were known to be. */
const knownWithMarks = `${known}
  union all
  select own.id, greatest(r.known_since, same.since), true, ${shown}
  from unnest($1::text[]) own (id) cross join lateral ${samePeople('own.id')} same
    join routes r on r.participant_id = same.id
  where same.id <> own.id and not r.safe`;

const inOrder = 'order by "knownSince", "routeId"';

/** Every route that participants ever had, by since when it is known. */
export function routesOf(manager: EntityManager, participantIds: readonly string[]): Promise<KnownRoute[]> {
  return ask(manager, `${known} ${inOrder}`, [participantIds, null]);
}

/** The same with the route of this id, whosever it is, and with what is marked unsafe where they are the same people. */
export function routesWithMarks(
  manager: EntityManager,
  { participantIds, routeId }: Pick<RouteQuestion, 'participantIds' | 'routeId'>,
): Promise<KnownRoute[]> {
  return ask(manager, `${knownWithMarks} ${inOrder}`, [participantIds, routeId ?? null]);
}

/** SQL for whether what a route `r` means is marked unsafe where they are the same person (docs/decisions/0024). */
export const unsafeElsewhere = `exists (
  select from ${samePeople('r.participant_id')} same join routes marked on marked.participant_id = same.id
  where same.id <> r.participant_id and not marked.safe and marked.replaced_at is null and marked.ended_at is null
    and marked.kind = r.kind and (marked.meaning = r.meaning or marked.mark = r.mark and not r.other_dwelling))`;

type SealedRoute = KeptKey &
  Omit<Route, keyof RouteWords> & { readonly routeId: string; readonly sealed: Buffer; readonly recordedBy: string };

const sealedRoutes = `
  select r.route_id as "routeId", r.sealed, k.key_id as "keyId", k.wrapped, r.method, r.safe, r.receipts,
    r.other_dwelling as "otherDwelling", r.known_since as "knownSince", r.recorded_by as "recordedBy"
  from routes r join person_keys k on k.key_id = r.participant_id
  where r.participant_id = $1 and r.sealed is not null and ${until} is null`;

/** The routes by which somebody can be reached, as they are kept. */
export function sealedRoutesOf(manager: EntityManager, participantId: string): Promise<SealedRoute[]> {
  return ask(manager, sealedRoutes, [participantId]);
}

/** Those of them that somebody else has not got as they are, or only as safe where they are not. */
export function sealedRoutesBeyond(
  manager: EntityManager,
  participantId: string,
  other: string,
): Promise<SealedRoute[]> {
  return ask(
    manager,
    `${sealedRoutes} and not exists (select from routes known where known.participant_id = $2
      and known.method = r.method and known.meaning = r.meaning and least(known.replaced_at, known.ended_at) is null
      and (r.safe or not known.safe))`,
    [participantId, other],
  );
}
