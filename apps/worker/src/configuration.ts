import { IntField, Text } from '@kept-informed/fields';
import { Env, ProcessConfiguration, unlessUrl } from '@kept-informed/runtime';
import type { QueueConnection } from './queues/index.js';

/** What the worker reads from its environment. */
export class WorkerConfiguration extends ProcessConfiguration {
  /** Redis for the queue; left out, the queue runs on PostgreSQL. */
  @Env('REDIS_URL')
  @Text({ max: 2_048, optional: true })
  redisUrl?: string;

  /** How many batches of cases one process checks at a time. */
  @Env('WORKER_CONCURRENCY')
  @IntField({ min: 1, max: 64 })
  concurrency: number = 2;

  /** Tells the queues of several installations in one Redis apart. */
  @Env('QUEUE_PREFIX')
  @Text({ max: 64 })
  queuePrefix: string = 'ki';

  override problems(): string[] {
    return [...super.problems(), ...unlessUrl('REDIS_URL', this.redisUrl, ['redis:', 'rediss:'], 'a redis:// address')];
  }

  /** Where the queue lives, given where the database is. */
  queue(databaseUrl: string): QueueConnection {
    return this.redisUrl ? { kind: 'redis', url: this.redisUrl } : { kind: 'postgres', url: databaseUrl };
  }
}
