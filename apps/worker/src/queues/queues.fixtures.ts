import { setTimeout as sleep } from 'node:timers/promises';
import { databaseRoles } from '@kept-informed/event-store';
import type { FreshDatabase } from '../../../../test/support/database.js';
import { redisUrl } from '../../../../test/support/redis.js';
import { prepareQueue } from './postgres.store.js';
import type { QueueConnection } from './store.js';

/** A queue that no other spec sees, as a worker reaches it; on PostgreSQL its owner has made the tables. */
export async function queueOf(
  kind: QueueConnection['kind'],
  database: FreshDatabase,
  schema: string,
): Promise<Required<QueueConnection>> {
  if (kind === 'redis') return { kind, url: redisUrl()!, schema };
  await prepareQueue(database.owner, databaseRoles.worker, schema);
  return { kind, url: database.worker, schema };
}

/** Waits until it is so; after `ms` the spec's own expectation says what was missing. */
export async function until(so: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !(await so());) await sleep(10);
}
