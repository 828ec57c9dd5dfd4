import { AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { DirectoryHolder } from '@kept-informed/directory';
import { openDatabase } from '@kept-informed/event-store';
import { ownHand } from './own-hand.js';
import type { ThreadAnswer, ThreadAsked, ThreadWork } from './replay-thread.js';
import { inSnapshot } from './snapshot.js';

const { database: options, snapshot: name, forceFile, question, now } = workerData as ThreadWork;
const port = parentPort!;
const database = await openDatabase({ ...options, poolSize: 1 });
const directory = new DirectoryHolder(forceFile);
await inSnapshot(
  database,
  async (snapshot) => {
    const { hand } = await ownHand(snapshot, question, { directory, now });
    const answer = async ({ asked, caseIds }: ThreadAsked): Promise<void> => {
      if (caseIds) await hand.take(caseIds);
      port.postMessage({ asked, tally: caseIds ? null : await hand.tally() } satisfies ThreadAnswer, []);
    };
    // In the transaction that was begun here. What goes wrong ends the thread, and its process is told.
    port.on(
      'message',
      AsyncResource.bind((message: ThreadAsked) => void answer(message)),
    );
    await once(port, 'close');
  },
  name,
);
