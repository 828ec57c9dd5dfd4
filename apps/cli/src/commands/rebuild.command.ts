import { FactStore, openDatabase, rebuild, requireTables, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import { loadConfiguration, ProcessConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { progress } from '../progress.js';
import { openStore } from '../store.js';

/** `kept-informed rebuild`: drops what follows from the facts and works it out again. */
export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .description('Empty the read tables and fill them again from the facts; sends nothing to anyone')
    .action(async (options: SharedOptions) => {
      const configuration = loadConfiguration(ProcessConfiguration, environment(options));
      const store = await openStore(configuration);
      const database = await openDatabase({ url: store.owner, asOwner: true, name: 'kept-informed rebuild' });
      await requireTables(database);
      const work = new UnitOfWork(database);
      const [{ count }] = await database.query('select count(*)::int as count from facts');
      const bar = progress('facts', count);
      const done = await rebuild(work, new FactStore(work, projections), projections, (facts) => bar.update(facts));
      bar.stop();
      process.stderr.write(`The read tables were filled again from ${done} facts.\n`);
      await database.destroy();
      await store.close();
    });
  return withShared(command).addHelpText(
    'after',
    `
Recording waits while it runs; reading goes on and sees the old tables until the new ones are ready.
Needs the tables’ owner, as migrate does.`,
  );
}
