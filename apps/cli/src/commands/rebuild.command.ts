import { FactStore, openDatabase, rebuild, requireTables, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import { loadConfiguration, ProcessConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { progress } from '../progress.js';
import { onStore } from '../store.js';

/** `kept-informed rebuild`: drops what follows from the facts and works it out again. */
export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .description('Empty the read tables and fill them again from the facts; sends nothing to anyone')
    .action((options: SharedOptions) =>
      onStore(loadConfiguration(ProcessConfiguration, environment(options)), ({ owner }) => rebuildOn(owner)),
    );
  return withShared(command).addHelpText(
    'after',
    `
Recording waits while it runs; reading goes on and sees the old tables until the new ones are ready.
Needs the tables’ owner, as migrate does.`,
  );
}

async function rebuildOn(owner: string): Promise<void> {
  const database = await openDatabase({ url: owner, asOwner: true, name: 'kept-informed rebuild' });
  try {
    await requireTables(database);
    const work = new UnitOfWork(database);
    const [{ count }] = await database.query('select count(*)::int as count from facts');
    const bar = progress('facts', count);
    const done = await rebuild(work, new FactStore(work, projections), projections, (facts) => bar.update(facts));
    bar.stop();
    process.stderr.write(`The read tables were filled again from ${done} facts.\n`);
  } finally {
    await database.destroy();
  }
}
