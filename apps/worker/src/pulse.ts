import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { LoggerService } from '@nestjs/common';
import type { UnitOfWork } from '@kept-informed/event-store';
import { sendPulse } from '@kept-informed/operation';
import { kindOf } from '@kept-informed/runtime';
import type { Queues } from './queues/queues.js';
import type { SweepHandle } from './queues/sweep.js';

const every = 2_000;

/** What a worker's pulse is taken of, and where it is told. */
export interface PulseParts {
  readonly work: UnitOfWork;
  readonly queues: Queues;
  readonly sweep: SweepHandle;
  readonly logger: LoggerService;
  /** A file that is written at each beat, for whoever cannot ask the database whether this very process works. */
  readonly heartbeatFile?: string;
}

/** Has this worker say every other second that it lives, when it last swept, and how much lies in the queues. */
export function startPulse({ work, queues, sweep, logger, heartbeatFile }: PulseParts): { stop(): Promise<void> } {
  const workerId = randomUUID();
  let underWay: Promise<void> | undefined;
  let isWell = true;
  const beat = async () => {
    const { lastDoneAt } = sweep.counts;
    const counts = Object.entries(await queues.counts());
    const sweptMsAgo = lastDoneAt ? Date.now() - lastDoneAt.getTime() : null;
    const plain = Object.fromEntries(counts.map(([name, states]) => [name, { ...states }]));
    await sendPulse(work.manager, { workerId, sweptMsAgo, queues: plain });
    if (heartbeatFile) await writeFile(heartbeatFile, '');
    isWell = true;
  };
  // Told once: the queue and the senders tell of the same outage in their own words.
  const fail = (error: Error) => {
    if (isWell) logger.warn(`No pulse: ${kindOf(error)}`, 'Worker');
    isWell = false;
  };
  const timer = setInterval(() => {
    underWay ??= beat()
      .catch(fail)
      .finally(() => (underWay = undefined));
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
