import type { RequestListener } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { IQueueBackend, Queue } from 'bullmq';

/** On any backend; the adapter's type names the one on Redis alone, though it asks which one it has. */
type AnyQueue = Pick<Queue<object, void, string, object, void, string, IQueueBackend>, 'name'>;

/** BullMQ's board: answers with pages of the queues, their jobs and workers. Nothing can be changed with it. */
export function boardOf(queues: readonly AnyQueue[]): RequestListener {
  const serverAdapter = new ExpressAdapter();
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue as unknown as Queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Kept Informed' } },
  });
  return serverAdapter.getRouter();
}
