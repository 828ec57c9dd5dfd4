import { openQueues, type QueueCounts } from './queues/queues.js';
import type { QueueConnection } from './queues/store.js';

/** What lies in the queue, for somebody who only looks. Throws where it cannot be reached or may lose jobs. */
export async function askQueue(connection: QueueConnection, prefix: string): Promise<Record<string, QueueCounts>> {
  const queues = await openQueues(connection, { prefix });
  try {
    return await queues.counts();
  } finally {
    await queues.close();
  }
}
