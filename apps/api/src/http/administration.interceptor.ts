import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { admits, currentRequest } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
import { tellSecurity } from '@kept-informed/runtime';
import type { Request } from 'express';
import { concatMap, from, type Observable } from 'rxjs';
import { reads } from './request.interceptor.js';
import { patternOf } from './security-events.js';

const record = `insert into administrator_acts (at, staff_id, act, object, request_id) values ($1, $2, $3, $4, $5)`;

/**
 * Keeps who did what on every route that lets administrators change something, in the transaction in which it is done. A
 * route cannot be added without: what counts is whom it lets in.
 */
@Injectable()
export class AdministrationInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    if (reads.has(request.method) || !admits(this.reflector, context, 'admin')) return next.handle();
    return next.handle().pipe(concatMap((answer) => from(this.#record(request).then(() => answer))));
  }

  async #record(request: Request): Promise<void> {
    const { requestId, principal } = currentRequest();
    const [act, by] = [`${request.method} ${patternOf(request)}`, principal!.staffId];
    const object = Object.values(request.params).join('/');
    await this.work.manager.query(record, [this.clock.now(), by, act, object, requestId]);
    tellSecurity('authz_admin', [by, act.replace(' ', ':')], { object: object || undefined, request: requestId });
  }
}
