import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { aboutOf, type SignedRequest } from '@kept-informed/access';
import { LookKeeper, type ShownPeople, Sights, undone } from '@kept-informed/case-work';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Metrics } from '../health/metrics.js';
import { asksOnly } from './asks-only.js';
import { isDry, withoutPositions } from './dry-run.js';
import { recordedOnce } from './idempotency.js';
import { etag } from './if-match.js';
import { answeredInSight, namedBy, requireInSight } from './in-sight.js';
import { requireKnown, withKnownAt } from './known-at.js';
import { positionReached } from './min-position.js';
import { shownIn } from '../looks/shown-in-answer.js';
import { requireNoQuery } from './no-query.js';
import { oncePer } from './once-per.js';
import { chosenType, producedBy } from './produced.js';
import { patternOf } from './security-events.js';
import { shareInFlight } from './share-in-flight.js';

const reflector = new Reflector();

/** Of an answer that several are given, once for all of them. */
const shownToAll = oncePer((answer: object) => shownIn(answer, {}));

/** Where the address names nobody, the answer alone says whom it shows. */
function shownTo({ params }: Request, body: unknown): ShownPeople | null {
  const isAlike = typeof body === 'object' && body !== null && Object.keys(params).length === 0;
  return isAlike ? shownToAll(body) : shownIn(body, params);
}

/** What changes nothing. */
export const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

interface RouteAnswer {
  readonly next: CallHandler;
  readonly context: ExecutionContext;
  readonly types: readonly [string, ...string[]];
}

/**
 * What is done about every request, in one place: it is refused where its answer could not be read, or where it asks what the
 * route does not know; what its address names is not there unless it is in sight of who asks; it is timed; a question waits for
 * the position that it names; everything that a command records is one transaction, done once for its key, or undone where the
 * answer alone is wanted; an answer that tells a version carries it as its ETag; and one that shows people leaves once that is
 * on record.
 */
@Injectable()
export class RequestInterceptor implements NestInterceptor {
  /** All who wait ask together. */
  readonly #head: () => Promise<string>;

  constructor(
    private readonly work: UnitOfWork,
    store: FactStore,
    private readonly metrics: Metrics,
    private readonly looks: LookKeeper,
    private readonly sights: Sights,
  ) {
    this.#head = shareInFlight(() => store.head());
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const answer = { next, context, types: producedBy(context.getHandler()) };
    return from(this.#timed(http.getRequest<Request>(), http.getResponse<Response>(), answer));
  }

  /** By its route's pattern, so that no id becomes a label. */
  async #timed(request: Request, response: Response, { next, context, types }: RouteAnswer): Promise<unknown> {
    const { method, route } = request;
    const stop = this.metrics.requests.startTimer({ method, route: route?.path ?? 'none' });
    try {
      chosenType(request, types);
      requireKnown(context.getHandler(), request);
      requireNoQuery(context, request);
      const body = await this.#answer(request, response, { next, context, types });
      await this.#keepLook(context, request, body);
      stop({ status: String(response.statusCode) });
      return withKnownAt(request, body);
    } catch (error) {
      stop({ status: String((error as { status?: number }).status ?? 500) });
      throw error;
    }
  }

  /** Of a route that may show people. What was read of them for nobody's eyes, as to record something, is no look. */
  async #keepLook(context: ExecutionContext, request: Request, body: unknown): Promise<void> {
    if (!aboutOf(reflector, context)?.people) return;
    const place = { route: `${request.method} ${patternOf(request)}`, cameFrom: request.ip ?? 'unknown' };
    await this.looks.keep(place, shownTo(request, body));
  }

  async #answer(request: Request, response: Response, { next, context, types }: RouteAnswer): Promise<unknown> {
    const { sights } = this;
    const requireSeen = () => requireInSight(sights, context);
    const dry = isDry(context.getHandler(), request);
    const handle = async (): Promise<unknown> => {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const { version } = (body ?? {}) as { version?: unknown };
      if (typeof version === 'number' && !dry) response.setHeader('ETag', etag(version));
      return body;
    };
    const handleInSight = () => answeredInSight(requireSeen(), handle);
    if (asksOnly(context.getHandler())) return handleInSight();
    if (dry) return withoutPositions(await undone(this.work, () => requireSeen().then(handle)));
    if (!reads.has(request.method)) return recordedOnce(this.work, { request, response, sights, requireSeen }, handle);
    const { minPosition } = request.query;
    if (minPosition !== undefined && isSignedIn(request)) await positionReached(this.#head, minPosition);
    const isOfOne = namedBy(context) !== undefined && types.every((type) => type === 'application/json');
    return isOfOne ? this.work.reading(handleInSight) : handleInSight();
  }
}

/** Whoever is not is kept from waiting here: it would cost them nothing. */
const isSignedIn = (request: Request): boolean => (request as SignedRequest).principal !== undefined;
