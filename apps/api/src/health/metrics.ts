import { Injectable } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';

import { countByStatus, obligationStatuses, NextChecks, oldestDue } from '@kept-informed/follow-up';
import { securityTotals } from '@kept-informed/runtime';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { keptFor } from '../http/kept-for.js';
import { watchOperation } from './operation.metrics.js';

/** The figures of this process and of the obligations, for Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  /** All figures as text, at most a second old: each scrape costs the database eight questions, some of them dear. */
  readonly text = keptFor(1_000, () => this.registry.metrics());
  readonly requests = new Histogram({
    name: 'kept_informed_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly nextChecks: NextChecks,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.#obligations();
    this.#overdueLook();
    this.#rechecksLeft();
    this.#securityEvents();
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
        const rows = await countByStatus(work.manager, { filter: {}, now: clock.now() });
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
    const { nextChecks } = this;
    new Gauge({
      name: 'kept_informed_rechecks_left',
      help: 'Cases still to be settled under the policy or calendar that was activated last',
      registers: [this.registry],
      async collect() {
        this.set(await nextChecks.termsChangedLeft());
      },
    });
  }

  #securityEvents(): void {
    new Counter({
      name: 'kept_informed_security_events_total',
      help: 'What the security log tells of, those that it leaves out too, by OWASP’s name',
      labelNames: ['event'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [event, count] of securityTotals) this.inc({ event }, count);
      },
    });
  }
}
