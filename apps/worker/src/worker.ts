import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { outbox } from '@kept-informed/delivery';
import { advance, FactStore, UnitOfWork } from '@kept-informed/event-store';
import { CaseWorkModule } from '@kept-informed/case-work';
import { FollowUpStreams, NextChecks, type FollowUpParts } from '@kept-informed/follow-up';
import { rungCounts } from '@kept-informed/operation';
import { haveCosigned, seal, sealedAtOnce, verifierKeyOf } from '@kept-informed/proof';
import { kindOf } from '@kept-informed/runtime';
import { checkCases } from './check.processor.js';
import type { WorkerConfiguration } from './configuration.js';
import { DueSweep } from './due.sweep.js';
import { startPulse } from './pulse.js';
import { ReckoningSweep } from './reckoning.sweep.js';
import { RetentionSweep } from './retention.sweep.js';
import { startSending } from './sending.js';
import { startWhatIfs } from './what-ifs.js';
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
const witnessEvery = 5_000;
const forgetEvery = 60_000;
const reckonEvery = 10_000;
/** So many facts are handed on by one transaction. */
const readAtOnce = 500;
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
  const { concurrency, clockSpeed, queuePrefix, heartbeatFile } = configuration;
  const queues = await openQueues(queue, { prefix: queuePrefix });
  queues.onTrouble((trouble) => tell(logger, trouble));
  // The same composition as the API's. A logger of its own would silence that of the process.
  const domain = await NestFactory.createApplicationContext(CaseWorkModule.forRoot(parts), { logger });
  const [work, store, clock] = [domain.get(UnitOfWork), domain.get(FactStore), domain.get(Clock)];
  const [streams, nextChecks] = [domain.get(FollowUpStreams), domain.get(NextChecks)];
  await queues.work<Check>('check', checkCases(streams, clockSpeed), { concurrency });
  const due = new DueSweep(queues, clock, nextChecks);
  const sweep = queues.sweepEvery(sweepEvery, () => due.sweep());
  const { directory } = parts;
  const sent = { work, clock, directory };
  const intoOutbox = outbox(sent);
  queues.sweepEvery(
    sweepEvery,
    () => whilePagesAreFull((most) => advance(work, store, intoOutbox, most), readAtOnce),
    'outbox',
  );
  const counted = rungCounts(work);
  queues.sweepEvery(
    countEvery,
    () => whilePagesAreFull((most) => advance(work, store, counted, most), readAtOnce),
    'rung-counts',
  );
  const pulse = startPulse({ work, queues, sweep, logger, heartbeatFile });
  const signer = configuration.proofSigner();
  if (signer) {
    queues.sweepEvery(sweepEvery, () => whilePagesAreFull((most) => seal(work, signer, most), sealedAtOnce), 'proof');
    for (const witness of configuration.witnesses())
      queues.sweepEvery(witnessEvery, () => haveCosigned(work.manager, witness), `witness ${witness.key.name}`);
    logger.log(`Sealing facts as ${verifierKeyOf(signer)}`, 'Worker');
  } else logger.warn('Nothing is sealed: there is no PROOF_KEY', 'Worker');
  const unreached = new UnreachedSweep(work, domain.get(CommandBus), clock);
  queues.sweepEvery(sweepEvery, () => unreached.sweep(), 'unreached');
  const force = domain.get(OwnForce);
  const retention = new RetentionSweep(work, force, clock);
  queues.sweepEvery(forgetEvery, () => retention.sweep(), 'retention');
  const reckoning = new ReckoningSweep(work, force, clock);
  queues.sweepEvery(reckonEvery, () => reckoning.sweep(), 'reckoning');
  const sending = startSending({ ...sent, force }, configuration, logger);
  const whatIfs = startWhatIfs({ ...sent, database: parts.database }, logger);
  return {
    queues,
    close: async () => {
      await Promise.all([pulse.stop().then(() => queues.close()), sending.stop(), whatIfs.stop()]);
      await domain.close();
    },
  };
}

/**
 * Page by page, for a while at most: the turn is another's after that. It ends with the first that is not full: what comes
 * meanwhile waits for the next turn, or each few facts would have a transaction of their own while somebody records all the time.
 */
async function whilePagesAreFull(page: (most: number) => Promise<number>, most: number): Promise<void> {
  const end = Date.now() + longestTurn;
  while ((await page(most)) === most && Date.now() < end);
}

function tell(logger: LoggerService, { part, state, error }: Trouble): void {
  if (state === 'up') logger.log(`${part} works again`, 'Worker');
  else logger.error(`${part} ${state}: ${kindOf(error)}`, 'Worker');
}
