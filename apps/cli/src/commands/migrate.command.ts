import { type ErasureView, listedErasure } from '@kept-informed/people';
import { FileUnreadable, loadConfiguration, textOf } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { OwnerConfiguration } from '../log-ins.js';
import { bringUpToDate, openStore } from '../store.js';

/** `kept-informed migrate`: brings a database up to today's tables. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('Bring the database to today’s tables; safe to run again and by several at once')
    .option('--erasures <file>', 'a list of erasures that a restored backup does not know, as `erasures` prints it')
    .action(async ({ erasures, ...options }: SharedOptions & { erasures?: string }) => {
      const erased = erasures === undefined ? [] : erasuresIn(erasures);
      const configuration = loadConfiguration(OwnerConfiguration, environment(options));
      const { databaseUrl, apiUrl: api, deskUrl: desk, workerUrl: worker } = configuration;
      if (databaseUrl)
        return told(await bringUpToDate(databaseUrl, { api, desk, worker }, () => configuration.peopleKeys(), erased));
      const store = await openStore(configuration, erased);
      await store.close();
      told([]);
    });
  return withShared(command).addHelpText(
    'after',
    `
Needs, in DATABASE_URL, a database user who may create tables and roles. Makes the users of API_DATABASE_URL,
DESK_DATABASE_URL and WORKER_DATABASE_URL, which are what the API, the desk and the workers have as their DATABASE_URL:
they can read and add facts and cannot change or remove any. Without these, make users yourself and grant them
kept_informed_api, kept_informed_desk and kept_informed_worker. Of who was erased, here or by the list that
is given, nothing is kept afterwards: run a restored backup through it before it serves. All of them refuse to start with more rights, and with
less.`,
  );
}

/** The whole list or nothing of it: what a line that was cut off says is not guessed at. */
function erasuresIn(file: string): ErasureView[] {
  return textOf(file)
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const erasure = listedErasure(line);
      if (!erasure) throw new FileUnreadable(file, `Line ${at + 1} is no erasure as \`erasures\` prints it.`);
      return [erasure];
    });
}

function told(names: readonly string[]): void {
  for (const name of names) process.stderr.write(`  ${name}\n`);
  process.stderr.write('The database is up to date.\n');
}
