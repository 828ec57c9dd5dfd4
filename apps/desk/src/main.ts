import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openAs } from '@kept-informed/event-store';
import { loadConfiguration, processLogger, reloadOnHangup, runAlone } from '@kept-informed/runtime';
import { DeskConfiguration } from './configuration.js';
import { prepareDesk } from './server.js';

/** The desk as a process of its own, on a database that `kept-informed migrate` has brought up to date. */
await runAlone('desk', async () => {
  const configuration = loadConfiguration(DeskConfiguration, process.env);
  const { databaseUrl, issuer, publicUrl, port, host } = configuration;
  if (!databaseUrl) throw new Error('DATABASE_URL: Missing. The desk needs a PostgreSQL server.');
  if (!issuer || !publicUrl)
    throw new Error('OIDC_ISSUER and PUBLIC_URL: Missing. People sign in there and come back.');
  const logger = processLogger(configuration.logLevel, configuration.production);
  const database = await openAs('desk', { url: databaseUrl, name: 'kept-informed desk' });
  const directory = new DirectoryHolder(configuration.forceFile ?? demoForceFile());
  reloadOnHangup(() => directory.reload(), logger);
  const parts = { database, clock: configuration.clock(), directory };
  const desk = await prepareDesk(parts, configuration, () => publicUrl.replace(/\/$/, ''), logger);
  logger.log(`Answering at ${await desk.listen(port, host)}`, 'Desk');
  return async () => {
    await desk.close();
    await database.destroy();
  };
});
