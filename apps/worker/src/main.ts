import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openAs } from '@kept-informed/event-store';
import { loadConfiguration, processLogger, reloadOnHangup, runAlone } from '@kept-informed/runtime';
import { WorkerConfiguration } from './configuration.js';
import { startWorker } from './worker.js';

/** Shorter than elsewhere: what the worker asks is soon answered, and while it waits nobody is alerted. */
const patience = 15_000;

/** The worker as a process of its own. Any number may run beside each other. */
await runAlone('worker', async () => {
  const configuration = loadConfiguration(WorkerConfiguration, process.env);
  const { databaseUrl, logLevel, production, forceFile } = configuration;
  if (!databaseUrl) throw new Error('DATABASE_URL: Missing. The worker needs a PostgreSQL server.');
  const logger = processLogger(logLevel, production);
  const database = await openAs('worker', { url: databaseUrl, name: 'kept-informed worker', patience });
  const directory = new DirectoryHolder(forceFile ?? demoForceFile());
  reloadOnHangup(() => directory.reload(), logger);
  const parts = { database, clock: configuration.clock(), directory };
  const worker = await startWorker(parts, configuration.queue(databaseUrl), configuration, logger);
  logger.log(`Sweeping, with the queue on ${worker.queues.kind}`, 'Worker');
  return async () => {
    await worker.close();
    await database.destroy();
  };
});
