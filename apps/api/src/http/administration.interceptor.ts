import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { admits } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { keepAdministratorAct } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import type { Request } from 'express';
import { concatMap, from, type Observable } from 'rxjs';
import { reads } from './request.interceptor.js';
import { patternOf } from './security-events.js';

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

  #record(request: Request): Promise<void> {
    const act = `${request.method} ${patternOf(request)}`;
    const object = Object.values(request.params).join('/');
    return keepAdministratorAct(this.work.manager, { at: this.clock.now(), act, object });
  }
}
