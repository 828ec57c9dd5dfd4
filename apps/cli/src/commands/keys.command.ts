import { openAs, UnitOfWork } from '@kept-informed/event-store';
import { keeperOf, type KeyKeeper, keysByWrapper, rotateKeys } from '@kept-informed/people';
import { loadConfiguration, ProcessConfiguration, withPeopleKey } from '@kept-informed/runtime';
import { Command } from 'commander';
import { ExitCode } from '../exit-code.js';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { onStore } from '../store.js';

const someUnreadable = 1;

class KeysConfiguration extends withPeopleKey(ProcessConfiguration) {}

/** `kept-informed keys`: the keys under which people are sealed, and by which key these are wrapped. */
export function keysCommand(): Command {
  const rotate = withShared(new Command('rotate'))
    .description('Wrap the keys of people by the first key of PEOPLE_KEY; safe beside all that runs, and to run again')
    .action((options: SharedOptions) => onKeys(options, rotated))
    .addHelpText(
      'after',
      `
Put the new key before the old one, PEOPLE_KEY=new,old, start the API with both, run this with both, and start the API
with the new one alone. Dumps of before need the old key still: keep it with them.

Prints one line of JSON. Exit codes: 0 all are wrapped by the first key, 1 no key that was given opens some of them.`,
    );
  const list = withShared(new Command('list'))
    .description('Say by which keys the keys of people are wrapped, and how many')
    .action((options: SharedOptions) => onKeys(options, listed));
  return new Command('keys').description('The keys under which people are sealed').addCommand(rotate).addCommand(list);
}

async function onKeys(options: SharedOptions, work: (work: UnitOfWork, keeper: KeyKeeper) => Promise<void>) {
  const configuration = loadConfiguration(KeysConfiguration, environment(options));
  await onStore(configuration, async ({ api }) => {
    const database = await openAs('api', { url: api, name: 'kept-informed keys' });
    try {
      await work(new UnitOfWork(database), keeperOf(configuration));
    } finally {
      await database.destroy();
    }
  });
}

async function rotated(work: UnitOfWork, keeper: KeyKeeper): Promise<void> {
  const done = await rotateKeys(work, keeper);
  process.stdout.write(`${JSON.stringify(done)}\n`);
  if (done.unreadable > 0) throw new ExitCode(someUnreadable);
}

async function listed(work: UnitOfWork, keeper: KeyKeeper): Promise<void> {
  for (const count of await keysByWrapper(work, keeper)) process.stdout.write(`${JSON.stringify(count)}\n`);
}
