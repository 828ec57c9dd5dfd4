import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { FactStore } from '@kept-informed/event-store';
import type { Request } from 'express';
import { from, mergeMap, type Observable } from 'rxjs';
import { invalid, ProblemException } from './problem.js';

const longestWait = 2_000;
const again = 50;

/**
 * A question with `minPosition` is answered when the store has reached it, and refused with 503 where it has not within
 * two seconds. Read tables change with the facts, so the store's head is theirs too.
 */
@Injectable()
export class MinPositionInterceptor implements NestInterceptor {
  constructor(private readonly store: FactStore) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, query } = context.switchToHttp().getRequest<Request>();
    const asked = query['minPosition'];
    if (method !== 'GET' || asked === undefined) return next.handle();
    if (typeof asked !== 'string' || !/^\d{1,18}$/.test(asked))
      throw invalid([{ pointer: '?minPosition', detail: 'Expected a position as an answer gave it.' }]);
    return from(this.#reached(BigInt(asked))).pipe(mergeMap(() => next.handle()));
  }

  async #reached(position: bigint): Promise<void> {
    const end = Date.now() + longestWait;
    while (BigInt(await this.store.head()) < position) {
      if (Date.now() > end)
        throw new ProblemException(503, 'not-there-yet', 'The position has not been reached', {
          headers: { 'Retry-After': '1' },
        });
      await sleep(again);
    }
  }
}
