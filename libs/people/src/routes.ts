import { randomUUID } from 'node:crypto';
import { earliestOf, laterOf, type Instant } from '@kept-informed/calendar';
import { notFound, refuse, type Refused } from '@kept-informed/decisions';
import { type UnitOfWork, ask } from '@kept-informed/event-store';
import type { BlindIndex } from './blind-index.js';
import { opened, sealed, type PersonKeys } from './person-keys.js';
import { routePlace, type Route, type RouteOwner, type RouteWords } from './route.js';
import { routesOf, routesWithMarks, sealedRoutesBeyond, sealedRoutesOf } from './route.queries.js';
import { type KnownRoute, type RouteQuestion, routeOrRefusal, type RouteFinding } from './route-choice.rules.js';
import { isWritten, kindOf, meaningOf } from './route-meaning.js';
import type { WhoKeeps } from './who-keeps.js';

/** A route, and until when it is known to have been so; none: it is. */
type RouteToKeep = Route & { readonly until?: Instant };

/** A contact as far as its route goes. `alike`: the route that it says may be that of somebody else. */
export interface RouteUse extends Pick<RouteQuestion, 'participantIds' | 'routeId' | 'alike'> {
  readonly direction: string;
  readonly method: string;
  readonly purpose: string;
  readonly occurredAt: Instant;
}

/** A route that a contact says by its value, and when it was used. */
interface SaidRoute extends Pick<RouteQuestion, 'participantIds'> {
  readonly caseId: string;
  readonly route: Pick<Route, 'method' | 'value'>;
  readonly usedAt: Instant;
}

/**
 * The ways to reach participants: never changed in place, so that what was known at any time stays answerable. What a route
 * means is compared by digests, so that a contact by a route is judged without any key.
 */
export class Routes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
    private readonly index: BlindIndex,
    private readonly changed: (participantId: string) => Promise<void>,
  ) {}

  /**
   * By which route a contact goes, and what is known of it for when it was made. A call of theirs discharges on any line,
   * and a referral goes to a service: of neither is a route judged. Answers why it is refused where it is.
   */
  async used(use: RouteUse): Promise<RouteFinding | Refused> {
    const { participantIds, direction, method, purpose, occurredAt, routeId, alike } = use;
    if (direction === 'inbound' || purpose === 'referral') return { route: 'unknown' };
    const routes = await routesWithMarks(this.work.manager, use);
    const sent = { kind: kindOf(method), isWritten: isWritten(method), at: occurredAt };
    return routeOrRefusal(routes, { participantIds, method, routeId, alike, ...sent });
  }

  /** The route that a contact says by its value: one of theirs that means the same, or kept as one since it was used. */
  async saidByValue({ participantIds, caseId, route, usedAt }: SaidRoute, keeping: WhoKeeps): Promise<string> {
    const { kind, meaning } = await this.index.blinded(meaningOf(route.method, route.value));
    const routes = await routesOf(this.work.manager, participantIds);
    const isSame = (one: KnownRoute) => one.kind === kind && one.meaning === meaning;
    const stands = (one: KnownRoute) => one.knownSince <= usedAt && (one.until === null || one.until > usedAt);
    const ids = participantIds.map(async (participantId) => {
      const own = routes.filter((one) => one.participantId === participantId && isSame(one));
      const same = own.find(stands);
      const known = { ...route, safe: true, knownSince: usedAt };
      // That it was used before somebody marked it takes no mark away.
      const marked = own.find((one) => one.method === route.method && !one.safe && one.until === null);
      return same?.routeId ?? this.#kept({ participantId, caseId }, { ...known, until: marked?.knownSince }, keeping);
    });
    return (await Promise.all(ids))[0]!;
  }

  /** Keeps one more route. An earlier one of the same method that means the same is replaced from then on. */
  async add(owner: RouteOwner, route: Route, keeping: WhoKeeps): Promise<string> {
    const { at: now } = keeping;
    const { knownSince = now, reason } = route;
    if (knownSince > now) throw refuse('in-the-future', '/knownSince', 'It is not known yet.');
    if (knownSince < now && reason === undefined)
      throw refuse('reason-required', '/reason', 'Say why a route is only recorded now that was known before.');
    return this.#kept(owner, route, keeping);
  }

  /** Keeps the routes with which somebody joins a case. */
  async join(owner: RouteOwner, routes: readonly Route[], keeping: WhoKeeps): Promise<void> {
    for (const route of routes) await this.#keep(owner, route, keeping);
  }

  /** Keeps a route that another system says, unless it stands here as it says; answers whether it is new. */
  async bringIn(owner: RouteOwner, route: Route, keeping: WhoKeeps): Promise<boolean> {
    const { kind, meaning } = await this.index.blinded(meaningOf(route.method, route.value));
    const routes = await routesOf(this.work.manager, [owner.participantId]);
    const isSame = (one: KnownRoute) => one.kind === kind && one.meaning === meaning && one.method === route.method;
    const stands = routes.findLast((one) => isSame(one) && one.until === null);
    if (stands?.safe === route.safe || (await this.declaresSafe(owner.participantId, route))) return false;
    await this.#keep(owner, stands ? { ...route, knownSince: keeping.at } : route, keeping);
    return true;
  }

  /**
   * Whether a route would have what somebody marked unsafe be safe: the same one, also where it was ended as that, or another
   * dwelling of its post code. A person may say so, with a reason; no machine (rules.md, Routes).
   */
  async declaresSafe(participantId: string, { method, value, safe, otherDwelling = false }: Route): Promise<boolean> {
    if (!safe) return false;
    const { kind, meaning, mark } = await this.index.blinded(meaningOf(method, value));
    const known = (await routesOf(this.work.manager, [participantId])).filter((one) => one.kind === kind);
    const latest = new Map<string, KnownRoute>();
    for (const one of known.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)))
      if (one.meaning === meaning) latest.set(one.method, one);
    return (
      [...latest.values()].some((one) => !one.safe && (one.method === method || one.until !== null)) ||
      (otherDwelling && known.some((one) => !one.safe && one.until === null && one.mark === mark))
    );
  }

  /** A route is theirs no longer, from now on. Answers its method. Refused where they have none such. */
  async end(
    { participantId, caseId }: RouteOwner,
    routeId: string,
    reason: string,
    { at, by }: WhoKeeps,
  ): Promise<string> {
    const kept = await sealedRoutesOf(this.work.manager, participantId);
    const route = kept.find((one) => one.routeId === routeId);
    if (!route) throw notFound('unknown-route', 'They have no such route, or it was ended.');
    const key = await this.keys.open(route);
    const words = { ...opened<RouteWords>(key, route.sealed, routePlace(routeId)), endReason: reason };
    const ended = await ask(
      this.work.manager,
      `update routes r set ended_at = $4, ended_by = $5, sealed = $6 from people p
       where r.participant_id = p.participant_id and p.case_id = $1 and r.participant_id = $2 and r.route_id = $3
         and least(r.replaced_at, r.ended_at) is null returning r.route_id`,
      [caseId, participantId, routeId, at, by, sealed(key, words, routePlace(routeId))],
    );
    if (ended.length === 0) throw notFound('unknown-route', 'They have no such route, or it was ended.');
    await this.changed(participantId);
    return route.method;
  }

  /** Something came back: nothing reaches them by this route any more, until it is entered anew. */
  async died(routeId: string, at: Instant): Promise<void> {
    await this.work.manager.query(
      'update routes set dead_since = $2 where route_id = $1 and (dead_since is null or dead_since > $2)',
      [routeId, at],
    );
  }

  /** Routes of a merged case's participant go along to who they are there; unsafe is unsafe wherever it is known. */
  async follow(id: string, place: RouteOwner, keeping: WhoKeeps): Promise<void> {
    const routes = await sealedRoutesBeyond(this.work.manager, id, place.participantId);
    for (const { routeId, sealed: words, keyId, wrapped, recordedBy: by, ...route } of routes) {
      const key = await this.keys.open({ keyId, wrapped });
      const { value, times, say, neverSay, sinceReason: reason } = opened<RouteWords>(key, words, routePlace(routeId));
      // Whoever said that it is unsafe said it, whoever merges.
      await this.#keep(place, { ...route, value, times, say, neverSay, reason }, { ...keeping, by });
    }
    if (routes.length > 0) await this.changed(place.participantId);
  }

  /** Keeps a route by itself, by which they are found from now on. */
  async #kept(owner: RouteOwner, route: RouteToKeep, keeping: WhoKeeps): Promise<string> {
    const routeId = await this.#keep(owner, route, keeping);
    await this.changed(owner.participantId);
    return routeId;
  }

  async #keep(owner: RouteOwner, route: RouteToKeep, { at: now, by }: WhoKeeps): Promise<string> {
    const { participantId, caseId } = owner;
    const { method, value, safe, times, say, neverSay, receipts = true, otherDwelling = false, reason, until } = route;
    const since = earliestOf(route.knownSince ?? now, now)!;
    const { kind, meaning, mark } = await this.index.blinded(meaningOf(method, value));
    const routeId = randomUUID();
    const { manager } = this.work;
    const key = await this.keys.one(participantId);
    const words: RouteWords = { value, times, say, neverSay, sinceReason: reason };
    // Somebody who was imported has no name here and no row yet.
    await manager.query('insert into people (participant_id, case_id) values ($1, $2) on conflict do nothing', [
      participantId,
      caseId,
    ]);
    // That somebody has known it to be safe all along takes no mark of before back.
    if (until === undefined)
      await manager.query(
        `update routes set replaced_at = greatest(known_since, case when safe or not $4 then $5 else $6 end::timestamptz)
         where participant_id = $1 and method = $2 and meaning = $3 and replaced_at is null`,
        [participantId, method, meaning, safe, since, laterOf(since, now)],
      );
    const flags = [safe, receipts, otherDwelling, since];
    await manager.query(
      `insert into routes (route_id, participant_id, method, sealed, kind, meaning, mark, recorded_at, recorded_by,
         safe, receipts, other_dwelling, known_since, replaced_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        routeId,
        participantId,
        method,
        sealed(key, words, routePlace(routeId)),
        kind,
        meaning,
        mark,
        now,
        by,
        ...flags,
        until ?? null,
      ],
    );
    return routeId;
  }
}
