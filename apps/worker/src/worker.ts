import type { LoggerService } from '@nestjs/common';
import { advance, type FactStore, type Subscription, type UnitOfWork } from '@kept-informed/event-store';
import { deskDeliveries, domainOn, FollowUpStreams, type FollowUpParts } from '@kept-informed/follow-up';
import { checkCases } from './check.processor.js';
import type { WorkerConfiguration } from './configuration.js';
import { DueSweep } from './due.sweep.js';
import { openQueues, type Check, type QueueConnection, type Queues, type Trouble } from './queues/index.js';

export interface RunningWorker {
  readonly queues: Queues;
  /** Takes no more work, ends what is under way within 4 s. */
  close(): Promise<void>;
}

const sweepEvery = 500;
const longestDelivery = 5_000;

/**
 * Starts the worker: a sweep that finds what is due, checks that settle it, deliveries of the alerts. Any number of
 * processes may run at once. Throws where the queue cannot be reached or may lose jobs.
 */
export async function startWorker(
  parts: FollowUpParts,
  queue: QueueConnection,
  { concurrency, clockSpeed, queuePrefix }: WorkerConfiguration,
  logger: LoggerService,
): Promise<RunningWorker> {
  const queues = await openQueues(queue, { prefix: queuePrefix });
  queues.onTrouble((trouble) => tell(logger, trouble));
  const { work, store, force, clock } = domainOn(parts);
  const streams = new FollowUpStreams(store, force.rulebook, clock);
  await queues.work<Check>('check', checkCases(streams, clockSpeed), { concurrency });
  const due = new DueSweep(work, queues, clock);
  queues.sweepEvery(sweepEvery, () => due.sweep());
  const deliveries = deskDeliveries(work, clock);
  queues.sweepEvery(sweepEvery, () => deliverAll(work, store, deliveries), 'deliveries');
  return { queues, close: () => queues.close() };
}

/** Page by page until nothing is left, for a while at most: the turn is another's after that. */
async function deliverAll(work: UnitOfWork, store: FactStore, deliveries: Subscription): Promise<void> {
  const end = Date.now() + longestDelivery;
  while ((await advance(work, store, deliveries)) > 0 && Date.now() < end);
}

/** Errors are told by their kind and place: a database's message can quote what somebody entered. */
function tell(logger: LoggerService, { part, state, error }: Trouble): void {
  if (state === 'up') logger.log(`${part} works again`, 'Worker');
  else
    logger.error(`${part} ${state}: ${error?.name ?? 'unknown'} ${(error as { code?: string })?.code ?? ''}`, 'Worker');
}
