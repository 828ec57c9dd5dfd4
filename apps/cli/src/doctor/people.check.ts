import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { checkKeys, keeperOf, type KeyKeeper } from '@kept-informed/people';
import type { DataSource } from 'typeorm';
import { runningEmbedded } from '../embedded-postgres.running.js';
import { embeddedAddresses, type OwnerConfiguration } from '../log-ins.js';
import { broken, ok, type Finding, warning } from './finding.js';

/** Whether the key that is given opens people; the workers have no right to them, so that it takes what the API has. */
export async function peopleChecks(configuration: OwnerConfiguration): Promise<Finding[]> {
  const found = configuration.hasPeopleKey
    ? await asApi(configuration, (database) => findings(new UnitOfWork(database), keeperOf(configuration)))
    : undefined;
  return found ?? [ok('people', 'not looked at: that takes API_DATABASE_URL and PEOPLE_KEY')];
}

/** What the API’s log-in finds; undefined: it is not given. */
export async function asApi<Found>(
  configuration: OwnerConfiguration,
  look: (database: DataSource) => Promise<Found>,
): Promise<Found | undefined> {
  const url = apiUrlOf(configuration);
  if (!url) return undefined;
  const database = await openDatabase({ url, name: 'kept-informed doctor', poolSize: 1 });
  try {
    return await look(database);
  } finally {
    await database.destroy();
  }
}

async function findings(work: UnitOfWork, keeper: KeyKeeper): Promise<Finding[]> {
  const checks = await checkKeys(work, keeper);
  if (checks.length === 0) return [ok('people', 'nobody is kept yet')];
  const advice =
    'Put the key that wrapped them after the others in PEOPLE_KEY, or restore it: without it nobody can read them.';
  return checks.map(({ name, keys: count, isCurrent, opens }) => {
    if (!opens) return broken('people', `no key that is given opens the ${count} that ${name} wraps`, advice);
    if (isCurrent) return ok('people', `the key that is given opens them (${count}, one was opened)`);
    return warning('people', `${count} are wrapped by ${name}, an older key`, 'Run `kept-informed keys rotate`.');
  });
}

function apiUrlOf({ databaseUrl, apiUrl, homeFolder }: OwnerConfiguration): string | undefined {
  if (databaseUrl !== undefined) return apiUrl;
  const owner = runningEmbedded(homeFolder);
  return owner === null ? undefined : embeddedAddresses(owner).api;
}
