import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
import { countByStatus, obligationStatuses, oldestDue, Rechecks } from '@kept-informed/follow-up';
import type { Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { tap, type Observable } from 'rxjs';
import { watchOperation } from './operation.metrics.js';

/** The figures of this process and of the obligations, for Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'kept_informed_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rechecks: Rechecks,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.#obligations();
    this.#overdueLook();
    this.#rechecksLeft();
    watchOperation(this.registry, work, clock);
  }

  #obligations(): void {
    const { work, clock } = this;
    new Gauge({
      name: 'kept_informed_obligations',
      help: 'Obligations that have arisen, by status at this moment',
      labelNames: ['status'],
      registers: [this.registry],
      async collect() {
        const rows = await countByStatus(work.manager, clock.now());
        const counts = new Map(rows.map(({ status, count }) => [status, count]));
        for (const status of obligationStatuses) this.set({ status }, counts.get(status) ?? 0);
      },
    });
  }

  #overdueLook(): void {
    const { work, clock } = this;
    new Gauge({
      name: 'kept_informed_oldest_due_seconds',
      help: 'How long the oldest due rung has waited for the worker; 0 when nothing waits',
      registers: [this.registry],
      async collect() {
        const now = clock.now();
        const at = await oldestDue(work.manager, now);
        this.set(at === null ? 0 : (Date.parse(now) - Date.parse(at)) / 1_000);
      },
    });
  }

  #rechecksLeft(): void {
    const { rechecks } = this;
    new Gauge({
      name: 'kept_informed_rechecks_left',
      help: 'Cases still to be settled under the policy or calendar that was activated last',
      registers: [this.registry],
      async collect() {
        this.set(await rechecks.left());
      },
    });
  }
}

/** Times each answer by its route's pattern, so that no id becomes a label. */
@Injectable()
export class RequestTimer implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { method, route } = http.getRequest<Request>();
    const stop = this.metrics.requests.startTimer({ method, route: route?.path ?? 'none' });
    const observe = (status: number) => stop({ status: String(status) });
    return next.handle().pipe(
      tap({
        complete: () => observe(http.getResponse<Response>().statusCode),
        error: (error: { status?: number }) => observe(error.status ?? 500),
      }),
    );
  }
}
