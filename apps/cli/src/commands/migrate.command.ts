import { migrate } from '@kept-informed/event-store';
import { loadConfiguration, ProcessConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { openStore } from '../store.js';

/** `kept-informed migrate`: brings a database up to today's tables. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('Bring the database to today’s tables; safe to run again and by several at once')
    .action(async (options: SharedOptions) => {
      const configuration = loadConfiguration(ProcessConfiguration, environment(options));
      if (configuration.databaseUrl) return told(await migrate(configuration.databaseUrl));
      const store = await openStore(configuration);
      await store.close();
      told([]);
    });
  return withShared(command).addHelpText(
    'after',
    `
Needs a database user who may create tables and roles. The application itself works as the role
kept_informed_app, which can read and add facts and cannot change or remove any.`,
  );
}

function told(names: readonly string[]): void {
  for (const name of names) process.stderr.write(`  ${name}\n`);
  process.stderr.write('The database is up to date.\n');
}
