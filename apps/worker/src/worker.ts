import type { LoggerService } from '@nestjs/common';
import { outbox } from '@kept-informed/delivery';
import { advance, type FactStore, type Subscription, type UnitOfWork } from '@kept-informed/event-store';
import { EscalateUndeliveredHandler } from '@kept-informed/case-work';
import { domainOn, type FollowUpParts } from '@kept-informed/follow-up';
import { rungCounts } from '@kept-informed/operation';
import { kindOf } from '@kept-informed/runtime';
import { checkCases } from './check.processor.js';
import type { WorkerConfiguration } from './configuration.js';
import { DueSweep } from './due.sweep.js';
import { startPulse } from './pulse.js';
import { startSending } from './sending.js';
import { UnreachedSweep } from './unreached.sweep.js';
import { openQueues, type Queues } from './queues/queues.js';
import type { Check } from './queues/check.js';
import type { QueueConnection } from './queues/store.js';
import type { Trouble } from './queues/trouble.js';

export interface RunningWorker {
  readonly queues: Queues;
  /** Takes no more work, ends what is under way within 4 s. */
  close(): Promise<void>;
}

const sweepEvery = 500;
const countEvery = 2_000;
const longestTurn = 5_000;

/**
 * Starts the worker: a sweep that finds what is due, checks that settle it, messages about the alerts. Any number of
 * processes may run at once. Throws where the queue cannot be reached or may lose jobs.
 */
export async function startWorker(
  parts: FollowUpParts,
  queue: QueueConnection,
  configuration: WorkerConfiguration,
  logger: LoggerService,
): Promise<RunningWorker> {
  const { concurrency, clockSpeed, queuePrefix } = configuration;
  const queues = await openQueues(queue, { prefix: queuePrefix });
  queues.onTrouble((trouble) => tell(logger, trouble));
  const { work, store, streams, nextChecks, clock } = domainOn(parts);
  await queues.work<Check>('check', checkCases(streams, clockSpeed), { concurrency });
  const due = new DueSweep(queues, clock, nextChecks);
  const sweep = queues.sweepEvery(sweepEvery, () => due.sweep());
  const { directory } = parts;
  const sent = { work, clock, directory };
  const intoOutbox = outbox(sent);
  queues.sweepEvery(sweepEvery, () => advanceAll(work, store, intoOutbox), 'outbox');
  const counted = rungCounts(work);
  queues.sweepEvery(countEvery, () => advanceAll(work, store, counted), 'rung-counts');
  const pulse = startPulse(work, queues, sweep, logger);
  const unreached = new UnreachedSweep(work, new EscalateUndeliveredHandler(streams), clock);
  queues.sweepEvery(sweepEvery, () => unreached.sweep(), 'unreached');
  const sending = startSending(sent, configuration, logger);
  return {
    queues,
    close: async () => void (await Promise.all([pulse.stop().then(() => queues.close()), sending.stop()])),
  };
}

/** Page by page until nothing is left, for a while at most: the turn is another's after that. */
async function advanceAll(work: UnitOfWork, store: FactStore, subscription: Subscription): Promise<void> {
  const end = Date.now() + longestTurn;
  while ((await advance(work, store, subscription)) > 0 && Date.now() < end);
}

function tell(logger: LoggerService, { part, state, error }: Trouble): void {
  if (state === 'up') logger.log(`${part} works again`, 'Worker');
  else logger.error(`${part} ${state}: ${kindOf(error)}`, 'Worker');
}
