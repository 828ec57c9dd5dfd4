import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
import { lateAfterSeconds, sweepState, type SweepState } from '@kept-informed/operation';

const every = 5_000;

/** How fast the product's clock runs. */
export const CLOCK_SPEED = Symbol('clock speed');

/**
 * Watches the sweep from outside the workers: a worker that is gone says nothing. Tells the log when the sweep becomes late
 * and when it is on time again, once each.
 */
@Injectable()
export class SweepWatch implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Watch');
  #timer: NodeJS.Timeout | undefined;
  #told: SweepState['state'] = 'on-time';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CLOCK_SPEED) private readonly speed: number,
  ) {}

  state(): Promise<SweepState> {
    return sweepState(this.work.manager, this.clock, this.speed);
  }

  /** Not before a sweep can be late: a worker may be started a moment after the API. */
  onApplicationBootstrap(): void {
    const begin = () => (this.#timer = setInterval(() => void this.look(), every).unref());
    this.#timer = setTimeout(begin, lateAfterSeconds * 1_000).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Asks, and tells the log what has changed. A database that cannot be asked is told of by others. */
  async look(): Promise<void> {
    const found = await this.state().catch(() => undefined);
    if (!found || found.state === this.#told) return;
    this.#told = found.state;
    if (found.state === 'on-time') return this.#logger.log('The sweep is on time again');
    const { workers, sweptSecondsAgo, oldestDueSeconds } = found;
    const last = sweptSecondsAgo === null ? 'never' : `${Math.round(sweptSecondsAgo)} s ago`;
    const due = `the oldest due rung has waited ${Math.round(oldestDueSeconds)} s`;
    this.#logger.error(`The sweep is late: ${workers} workers, last swept ${last}, ${due}`);
  }
}
