import type { RequestListener } from 'node:http';
import { openQueues } from './queues/queues.js';
import type { QueueConnection } from './queues/store.js';

export interface OpenBoard {
  readonly answer: RequestListener;
  close(): Promise<void>;
}

/** The queue's own board. Throws where the queue cannot be reached or may lose jobs. */
export async function openBoard(connection: QueueConnection, prefix: string): Promise<OpenBoard> {
  const queues = await openQueues(connection, { prefix });
  return { answer: queues.board(), close: () => queues.close() };
}
