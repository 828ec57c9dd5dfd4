import type { RequestListener } from 'node:http';
import { Queue, type IQueueBackend } from 'bullmq';
import { boardOf } from './board.js';
import { CHECK, checkJobs, jobOptions, LARGEST_BACKLOG } from './check.js';
import { openPostgres } from './postgres.store.js';
import { openRedis } from './redis.store.js';
import type { QueueConnection, Store } from './store.js';
import { startSweep, type SweepHandle, type SweepHandler } from './sweep.js';
import { Troubles, type TroubleListener } from './trouble.js';
import { within } from './within.js';
import { startWorker, workerPart, type JobHandler, type WorkerHandle } from './worker.js';

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** One queue, for whoever adds to it. Every call answers or throws within 4 s, also while the store is away. */
export interface QueueHandle {
  /** Adds one job each, with ids and nothing about anybody. Without `once` nothing keeps a second one out; with it, one of its kind waits at a time. */
  add(jobs: readonly { readonly data: object; readonly once?: string }[]): Promise<void>;
  counts(): Promise<QueueCounts>;
}

/**
 * Opens the queues. Throws when the store cannot be reached, and for a Redis that may evict keys.
 * `prefix` tells the keys of several installations in one Redis apart; on PostgreSQL the schema does that.
 */
export async function openQueues(connection: QueueConnection, options: { prefix?: string } = {}): Promise<Queues> {
  const { kind, url, schema = 'queue' } = connection;
  return new Queues(
    kind,
    kind === 'redis' ? await openRedis(url, options.prefix ?? 'ki') : await openPostgres(url, schema),
  );
}

type BullQueue = Queue<object, void, string, object, void, string, IQueueBackend, Record<string, unknown>>;

export class Queues {
  private readonly troubles = new Troubles();
  private readonly opened = new Map<string, BullQueue>();
  private readonly names = new Set([CHECK]);
  private readonly workers = new Map<WorkerHandle, string>();
  private readonly sweeps: SweepHandle[] = [];
  private readonly pulse = setInterval(() => void this.beat(), 1_000).unref();
  private closing: Promise<void> | undefined;

  constructor(
    readonly kind: QueueConnection['kind'],
    private readonly store: Store,
  ) {}

  queue(name: string): QueueHandle {
    this.names.add(name);
    return {
      add: async (jobs) => {
        const named = jobs.map(({ data, once }) => ({
          name,
          data,
          opts: { ...jobOptions, ...(once ? { deduplication: { id: once } } : {}) },
        }));
        await this.ask(name, (queue) => queue.addBulk(named));
      },
      counts: () => this.count(name),
    };
  }

  /**
   * Adds a check for each batch of at most 200 case ids. A batch that is waiting already is not added again, and no more
   * are added than the backlog has room for: answers how many were offered and how many were left for a later sweep.
   */
  async addCheck(batches: readonly (readonly string[])[]): Promise<{ offered: number; left: number }> {
    const jobs = checkJobs(batches, Date.now());
    if (jobs.length === 0) return { offered: 0, left: 0 };
    const { waiting } = await this.count(CHECK);
    const offered = jobs.slice(0, Math.max(0, LARGEST_BACKLOG - waiting));
    if (offered.length > 0) await this.ask(CHECK, (queue) => queue.addBulk(offered));
    return { offered: offered.length, left: jobs.length - offered.length };
  }

  async work<T>(name: string, handler: JobHandler<T>, { concurrency = 1 } = {}): Promise<WorkerHandle> {
    this.names.add(name);
    const worker = await startWorker(this.store, this.troubles, { name, handler, concurrency });
    this.workers.set(worker, name);
    return worker;
  }

  /** Calls the handler every `ms`, in one process at a time of all that ask for the same name. */
  sweepEvery(ms: number, handler: SweepHandler, name = 'sweep'): SweepHandle {
    const sweep = startSweep(this.store, this.troubles, { name, ms, handler });
    this.sweeps.push(sweep);
    return sweep;
  }

  /** Per queue, for metrics. */
  async counts(): Promise<Record<string, QueueCounts>> {
    const names = [...this.names];
    const counts = await Promise.all(names.map((name) => this.count(name)));
    return Object.fromEntries(names.map((name, i) => [name, counts[i]!]));
  }

  /** Pages that show each queue with its jobs and workers, for a server to answer with; they change nothing. */
  board(): RequestListener {
    return boardOf([...this.names].map((name) => this.open(name)));
  }

  /** False while the store, a worker or a sweep is down. */
  healthy(): boolean {
    return this.troubles.healthy;
  }

  get lastError(): Error | undefined {
    return this.troubles.lastError;
  }

  onTrouble(listener: TroubleListener): () => void {
    return this.troubles.listen(listener);
  }

  /** Takes no more work, lets the current jobs and sweeps end for at most 4 s, closes the connections. */
  close(): Promise<void> {
    return (this.closing ??= this.closeOnce());
  }

  private async closeOnce(): Promise<void> {
    clearInterval(this.pulse);
    const sweeps = Promise.all(this.sweeps.map((sweep) => sweep.stop()));
    const workers = [...this.workers.keys()].map((worker) => worker.close(4_000));
    await Promise.all([...workers, within(4_000, 'sweep', sweeps).catch(() => undefined)]);
    // Last, because a job or sweep that was still under way may have had something to add.
    const queues = [...this.opened.values()].map((queue) => queue.close());
    await within(1_000, 'closing', Promise.all(queues)).catch(() => undefined);
    await within(1_000, 'closing', this.store.close()).catch(() => undefined);
  }

  private async count(name: string): Promise<QueueCounts> {
    const counts = await this.ask(name, (queue) => queue.getJobCounts('waiting', 'active', 'delayed', 'failed'));
    return counts as unknown as QueueCounts;
  }

  private async ask<R>(name: string, question: (queue: BullQueue) => Promise<R>): Promise<R> {
    if (this.closing) throw new Error('The queues are closed.');
    return within(4_000, `queue ${name}`, question(this.open(name)));
  }

  private open(name: string): BullQueue {
    const known = this.opened.get(name);
    if (known) return known;
    // Nobody reads BullMQ's event streams here; by default each keeps 10,000 entries.
    const options = { ...this.store.adding, streams: { events: { maxLen: 100 } } };
    const queue: BullQueue = new Queue(name, options, this.store.backend);
    // Who asks is told by the rejection; the state of the store is the pulse's to tell.
    queue.on('error', () => undefined);
    // BullMQ on PostgreSQL remembers a failed first connection for ever; the next question gets a new queue.
    queue.waitUntilReady().catch(() => {
      this.opened.delete(name);
      void queue.close().catch(() => undefined);
    });
    this.opened.set(name, queue);
    return queue;
  }

  private async beat(): Promise<void> {
    try {
      await within(2_500, 'queue', this.store.ping());
    } catch (error) {
      if (!this.closing) this.troubles.down('connection', error as Error);
      return;
    }
    this.troubles.up('connection');
    for (const name of this.workers.values()) this.troubles.upAfterQuiet(workerPart(name), QUIET_MS);
  }
}

/** Longer than the 5 s after which a worker finds a silent connection out, or it would be up and down in turns. */
const QUIET_MS = 6_000;
