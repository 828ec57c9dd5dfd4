import type { Clock } from '@kept-informed/calendar';
import type { NextChecks } from '@kept-informed/follow-up';
import type { Queues } from './queues/queues.js';

const batchSize = 100;
const mostBatches = 64;

/** How long a backlog that does not shrink keeps new batches out: its jobs may be lost, and are offered again. */
const patience = 5_000;

/**
 * Asks the database which cases are to be looked at, because of the time or of an activation, and puts them on the queue in
 * batches. That lives in rows; the queue holds nothing that this cannot put there again.
 */
export class DueSweep {
  #offeredAt = 0;

  constructor(
    private readonly queues: Queues,
    private readonly clock: Clock,
    private readonly nextChecks: NextChecks,
  ) {}

  /** Answers how many cases were put on the queue. */
  async sweep(): Promise<number> {
    if (await this.#stillAtIt()) return 0;
    const due = await this.nextChecks.due(this.clock.now(), batchSize * mostBatches);
    if (due.length === 0) return 0;
    const batches = Array.from({ length: Math.ceil(due.length / batchSize) }, (_, index) =>
      due.slice(index * batchSize, (index + 1) * batchSize),
    );
    await this.queues.addCheck(batches);
    this.#offeredAt = Date.now();
    return due.length;
  }

  /** While what was offered last still waits, asking again would find the same cases, cut into other batches. */
  async #stillAtIt(): Promise<boolean> {
    if (Date.now() - this.#offeredAt > patience) return false;
    const { check } = await this.queues.counts();
    return check !== undefined && check.waiting > 0;
  }
}
