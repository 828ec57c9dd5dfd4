import { openAs, UnitOfWork } from '@kept-informed/event-store';
import { erasedPeople } from '@kept-informed/people';
import { loadConfiguration, ProcessConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { onStore } from '../store.js';

/** `kept-informed erasures`: who was erased, by ids alone, to be kept beside backups. */
export function erasuresCommand(): Command {
  const command = new Command('erasures')
    .description('List who was erased, by id, a line of JSON each: for `migrate --erasures` on a restored backup')
    .action((options: SharedOptions) =>
      onStore(loadConfiguration(ProcessConfiguration, environment(options)), async ({ api }) => {
        const database = await openAs('api', { url: api, name: 'kept-informed erasures' });
        try {
          for (const one of await erasedPeople(new UnitOfWork(database)))
            process.stdout.write(`${JSON.stringify(one)}\n`);
        } finally {
          await database.destroy();
        }
      }),
    );
  return withShared(command);
}
