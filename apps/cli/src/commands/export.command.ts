import { openDatabase, requireTables } from '@kept-informed/event-store';
import { writeExport } from '@kept-informed/proof';
import { loadConfiguration, ProcessConfiguration } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { onStore } from '../store.js';

/** `kept-informed export`: facts and the log of them, for whoever checks them elsewhere. */
export function exportCommand(): Command {
  const command = new Command('export')
    .description('Write every fact that is sealed, and the log that seals them, to a folder')
    .argument('<folder>', 'where to; must not have an export yet')
    .action((folder: string, options: SharedOptions) =>
      onStore(loadConfiguration(ProcessConfiguration, environment(options)), ({ worker }) => exportTo(folder, worker)),
    );
  return withShared(command).addHelpText(
    'after',
    `
Facts hold ids, dates and codes: no name, number or note. \`kept-informed verify <folder> --key …\` checks it
anywhere, without a database.`,
  );
}

async function exportTo(folder: string, url: string): Promise<void> {
  const database = await openDatabase({ url, asOwner: true, name: 'kept-informed export' });
  try {
    await requireTables(database);
    const facts = await writeExport(database.manager, folder);
    process.stderr.write(`${facts} facts and the log of them are in ${folder}.\n`);
  } finally {
    await database.destroy();
  }
}
