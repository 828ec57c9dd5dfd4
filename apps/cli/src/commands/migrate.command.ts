import { erasuresIn, keeperOf } from '@kept-informed/people';
import { loadConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { OwnerConfiguration } from '../log-ins.js';
import { bringUpToDate, erasuresOutside, openStore } from '../store.js';

/** `kept-informed migrate`: brings a database up to today's tables. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('Bring the database to today’s tables; safe to run again and by several at once')
    .option('--erasures <file>', 'a list of erasures that a restored backup does not know, as `erasures` prints it')
    .action(async ({ erasures, ...options }: SharedOptions & { erasures?: string }) => {
      const configuration = loadConfiguration(OwnerConfiguration, environment(options));
      const listed = erasures === undefined ? [] : erasuresIn(erasures);
      const { databaseUrl, apiUrl: api, deskUrl: desk, workerUrl: worker } = configuration;
      const erased = [...listed, ...erasuresOutside(configuration)];
      if (databaseUrl)
        return told(await bringUpToDate(databaseUrl, { api, desk, worker }, () => keeperOf(configuration), erased));
      const store = await openStore(configuration, listed);
      await store.close();
      told([]);
    });
  return withShared(command).addHelpText(
    'after',
    `
Needs, in DATABASE_URL, a database user who may create tables and roles. Makes the users of API_DATABASE_URL,
DESK_DATABASE_URL and WORKER_DATABASE_URL, which are what the API, the desk and the workers have as their DATABASE_URL:
they can read and add facts and cannot change or remove any. Without these, make users yourself and grant them
kept_informed_api, kept_informed_desk and kept_informed_worker. Of who was erased, here, by ERASURES_FILE or
by the list that is given, nothing is kept afterwards: a restored backup is run through it before it serves, and the API and the
desk refuse to serve one of before what ERASURES_FILE lists. All of them refuse to start with more rights, and with less.`,
  );
}

function told(names: readonly string[]): void {
  for (const name of names) process.stderr.write(`  ${name}\n`);
  process.stderr.write('The database is up to date.\n');
}
