import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openAs } from '@kept-informed/event-store';
import { loadConfiguration, processLogger, reloadOnHangup, runAlone } from '@kept-informed/runtime';
import { ApiConfiguration } from './configuration.js';
import { startApi } from './server.js';

/** The API as a process of its own, on a database that `kept-informed migrate` has brought up to date. */
await runAlone('api', async () => {
  const configuration = loadConfiguration(ApiConfiguration, process.env);
  if (!configuration.databaseUrl) throw new Error('DATABASE_URL: Missing. The API needs a PostgreSQL server.');
  const logger = processLogger(configuration.logLevel, configuration.production);
  const database = await openAs('api', { url: configuration.databaseUrl, name: 'kept-informed api' });
  const directory = new DirectoryHolder(configuration.forceFile ?? demoForceFile());
  reloadOnHangup(() => directory.reload(), logger);
  const api = await startApi({ database, clock: configuration.clock(), directory }, configuration, logger);
  logger.log(`Answering at ${api.url}`, 'Api');
  return async () => {
    await api.close();
    await database.destroy();
  };
});
