import type { Instant } from '@kept-informed/calendar';
import { Refused, refuse } from '@kept-informed/decisions';
import type { RouteMeaning } from './route-meaning.js';

/** A route of a participant as it was known, and what became of it. */
export interface KnownRoute extends RouteMeaning {
  readonly routeId: string;
  readonly participantId: string;
  readonly method: string;
  readonly safe: boolean;
  readonly receipts: boolean;
  /** Another dwelling of its post code than the one that is marked unsafe. */
  readonly otherDwelling: boolean;
  readonly knownSince: Instant;
  readonly recordedAt: Instant;
  /** Marked unsafe where they are the same person: it is a mark here, and no way to reach them. */
  readonly elsewhere?: boolean;
  /** When it was entered anew, or ended; null: it stands. */
  readonly until: Instant | null;
  /** Something came back that was sent by it. */
  readonly deadSince: Instant | null;
}

/** What is known of the route by which a contact went. */
export interface RouteFinding {
  /** None: by none that is known, or nobody said by which of several. */
  readonly routeId?: string;
  readonly route: 'safe' | 'unsafe' | 'dead' | 'unknown';
  readonly noReceipts?: true;
  /** When it was entered, where that was only after the contact. */
  readonly routeKeyedAt?: Instant;
}

export interface RouteQuestion {
  readonly participantIds: readonly string[];
  readonly method: string;
  readonly kind: RouteMeaning['kind'];
  readonly at: Instant;
  /** It was written, and must have gone somewhere. */
  readonly isWritten: boolean;
  /** The route that the contact says. Of theirs, unless it is only `alike`: then whichever of theirs means the same. */
  readonly routeId?: string;
  readonly alike?: boolean;
}

/**
 * By which route a contact went, and whether that was safe as it was known when it was sent (rules.md, Routes). Refused
 * where it names a route that is not theirs or not for its method, where several could be meant of which one is unsafe,
 * and where something written has no route to have gone by.
 */
export function usedRoute(known: readonly KnownRoute[], question: RouteQuestion): RouteFinding {
  const { participantIds, at, routeId, alike = false } = question;
  const live = known.filter(({ knownSince, until }) => knownSince <= at && (until === null || until > at));
  const said = known.find((route) => route.routeId === routeId && !route.elsewhere);
  if (routeId !== undefined && !alike) checkSaid(said, live, question);
  const used = participantIds.map((participantId) => routeTo(participantId, said, live, question));
  const marks = live.filter((one) => !one.safe && participantIds.includes(one.participantId));
  return together(used.map((route) => judged(route, marks, at)));
}

/** The same, where it cannot be: why, for whoever first sees to it that the rest of the contact can be. */
export function routeOrRefusal(known: readonly KnownRoute[], question: RouteQuestion): RouteFinding | Refused {
  try {
    return usedRoute(known, question);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** The route to one of the participants; none: it is not known, or which of several safe ones. */
function routeTo(
  participantId: string,
  said: KnownRoute | undefined,
  live: readonly KnownRoute[],
  question: RouteQuestion,
): KnownRoute | 'unknown' | 'any' {
  const own = live.filter(
    (route) => route.participantId === participantId && route.kind === question.kind && !route.elsewhere,
  );
  if (said) {
    const same = own.find(({ meaning }) => meaning === said.meaning);
    if (same ?? question.alike !== true) return same ?? said;
  }
  const ofMethod = own.filter(({ method }) => method === question.method);
  const able = ofMethod.length > 0 ? ofMethod : own.filter(({ kind }) => kind === 'number');
  const usable = able.filter(({ deadSince }) => !isDead(deadSince, question.at));
  const [only, ...others] = usable.length > 0 ? usable : able.slice(0, 1);
  if (!only) {
    if (question.isWritten) throw refuse('no-route', '/routeId', 'No route to them is known for this method.');
    return 'unknown';
  }
  if (others.length === 0) return only;
  if (usable.some((route) => isUnsafe(route, live))) throw ambiguous(usable);
  return 'any';
}

function checkSaid(said: KnownRoute | undefined, live: readonly KnownRoute[], question: RouteQuestion): void {
  const { participantIds, kind } = question;
  if (!said || !participantIds.includes(said.participantId))
    throw refuse('unknown-route', '/routeId', 'None of these participants has such a route.');
  if (said.kind !== kind) throw refuse('route-does-not-fit', '/routeId', 'It is not a route for this method.');
  const stands = live.some(
    ({ participantId, kind: other, meaning, elsewhere }) =>
      !elsewhere && participantId === said.participantId && other === kind && meaning === said.meaning,
  );
  if (!stands) throw refuse('unknown-route', '/routeId', 'It was not known then, or had been ended.');
}

function ambiguous(usable: readonly KnownRoute[]): Refused {
  const detail = 'Several routes could be meant, and one of them is unsafe. Say which.';
  const { refusal } = refuse('route-ambiguous', '/routeId', detail);
  return new Refused({ ...refusal, extra: { routeIds: usable.map(({ routeId }) => routeId) } });
}

function judged(route: KnownRoute | 'unknown' | 'any', marks: readonly KnownRoute[], at: Instant): RouteFinding {
  if (route === 'unknown') return { route };
  if (route === 'any') return { route: 'safe' };
  const { routeId, receipts, deadSince, recordedAt } = route;
  const as = isUnsafe(route, marks) ? 'unsafe' : isDead(deadSince, at) ? 'dead' : 'safe';
  const keyedLater = recordedAt > at && { routeKeyedAt: recordedAt };
  return { routeId, route: as, ...(!receipts && { noReceipts: true }), ...keyedLater };
}

/** It is marked so, or something else is that it means, of an address: that has its post code. */
function isUnsafe(route: KnownRoute, marked: readonly KnownRoute[]): boolean {
  if (!route.safe) return true;
  return marked.some(
    ({ safe, kind, mark, meaning }) =>
      !safe && kind === route.kind && (meaning === route.meaning || (mark === route.mark && !route.otherDwelling)),
  );
}

const isDead = (deadSince: Instant | null, at: Instant): boolean => deadSince !== null && deadSince <= at;

const worst = ['unsafe', 'dead', 'unknown', 'safe'] as const;

/** To several people at once it is as safe as to the one for whom it was worst. */
function together(all: readonly RouteFinding[]): RouteFinding {
  const route = worst.find((as) => all.some((one) => one.route === as))!;
  const ids = new Set(all.map(({ routeId }) => routeId));
  const [routeId] = ids.size === 1 ? ids : [];
  const noReceipts = all.every((one) => one.noReceipts);
  const routeKeyedAt = all
    .flatMap((one) => one.routeKeyedAt ?? [])
    .sort()
    .at(-1);
  return {
    ...(routeId !== undefined && { routeId }),
    route,
    ...(noReceipts && { noReceipts }),
    ...(routeKeyedAt !== undefined && { routeKeyedAt }),
  };
}
