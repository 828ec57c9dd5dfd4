import { RedisQueueBackend, Worker, type IQueueBackend, type Job } from 'bullmq';
import type { Store } from './store.js';
import type { Troubles } from './trouble.js';
import { within } from './within.js';

export interface DeliveredJob<T> {
  readonly id: string;
  readonly data: T;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Throws to have the job tried again. May be given the same job twice, also at the same time. */
export type JobHandler<T> = (job: DeliveredJob<T>) => Promise<unknown>;

export interface WorkerHandle {
  /** Takes no more jobs; resolves when the current ones have ended. */
  pause(): Promise<void>;
  resume(): void;
  /** As `pause`, for good. Jobs that need longer than `ms` are left behind and delivered to another worker. */
  close(ms?: number): Promise<void>;
}

/**
 * A lock is renewed every 5 s. A worker that was killed is found out within 10 to 12.5 s by any other; BullMQ's own 30 s
 * and 30 s would be up to a minute. A worker that hangs for 10 s has its job done twice, which adds nothing.
 */
const alive = { lockDuration: 10_000, stalledInterval: 2_500, maxStalledCount: 2 };

/**
 * `drainDelay`: the longest wait for a wake-up, in seconds; a lost NOTIFY or a hung blocking read costs 1 s and not 5.
 * `runRetryDelay`: after a lost connection the default would sit still for 15 s.
 */
const quick = { drainDelay: 1, runRetryDelay: 1_000 };

/** Starts to take jobs. Throws when the store does not answer within 10 s. */
export async function startWorker<T>(
  store: Store,
  troubles: Troubles,
  {
    name,
    handler,
    concurrency,
  }: { readonly name: string; readonly handler: JobHandler<T>; readonly concurrency: number },
): Promise<WorkerHandle> {
  const part = workerPart(name);
  let closed = false;
  const run = (job: Job<T>) =>
    forgettingWords(() => handler({ id: job.id!, data: job.data, attempt: job.attemptsMade + 1 }));
  const worker = new Worker<T, void, string, IQueueBackend, object, Record<string, unknown>>(
    name,
    run,
    { ...store.working(concurrency), ...alive, ...quick, concurrency },
    store.backend,
  );
  worker.on('error', (error) => closed || troubles.down(part, error));
  worker.on('failed', (job, error) => {
    if (!job || job.finishedOn) troubles.failed(name, (error.cause as Error) ?? error);
  });
  const close = async (ms = 4_000) => {
    closed = true;
    await within(ms, part, worker.close()).catch(() => abandon(worker.getBackend()));
  };
  try {
    await within(10_000, part, worker.waitUntilReady());
  } catch (error) {
    await close(500);
    throw error;
  }
  return { pause: () => worker.pause(), resume: () => void worker.resume(), close };
}

export const workerPart = (name: string) => `worker ${name}`;

/**
 * Cuts the connections. The jobs' locks run out, and another worker is given the jobs. On Redis BullMQ's own closing can
 * stand still for ever here, and keep the process: it waits for a blocking connection that is just trying to reconnect
 * to say that it has ended, which it never says (as taskforcesh/bullmq#4585). An error is the other thing it listens for.
 */
async function abandon(backend: IQueueBackend): Promise<void> {
  await within(500, 'closing', backend.close(true)).catch(() => undefined);
  if (!(backend instanceof RedisQueueBackend) || !backend.blockingClient) return;
  const blocking = await within(500, 'closing', backend.blockingClient).catch(() => undefined);
  // Without a listener an `error` would be thrown here.
  if ((blocking as NodeJS.EventEmitter | undefined)?.listenerCount('error')) {
    blocking?.emit('error', new Error('The worker is closing.'));
  }
}

/**
 * BullMQ keeps an error's message and stack beside the failed job, and a message can hold a person's details (a
 * database quotes the offending row). So the queue keeps the kind and the place; the listener of troubles is given all.
 */
async function forgettingWords(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
    const { code } = cause as { code?: unknown };
    const kept = new Error([cause.name, code].filter(Boolean).join(' '), { cause });
    const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    kept.stack = [kept.message, ...frames].join('\n');
    throw kept;
  }
}
