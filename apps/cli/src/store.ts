import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import {
  databaseRoles,
  migrate,
  openAs,
  openDatabase,
  type LogInAddresses,
  UnitOfWork,
} from '@kept-informed/event-store';
import { domainOn, type Domain, type FollowUpParts } from '@kept-informed/follow-up';
import {
  eraseAgain,
  ErasuresOutside,
  type ErasureView,
  keeperOf,
  type KeyKeeper,
  indexMissing,
  sealClear,
} from '@kept-informed/people';
import {
  type ForceConfiguration,
  loadConfiguration,
  ProcessConfiguration,
  withErasuresFile,
  withPeopleKey,
} from '@kept-informed/runtime';
import type { DataSource } from 'typeorm';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.js';
import { isHeldForUs } from './embedded-postgres.home.js';
import { runningEmbedded } from './embedded-postgres.running.js';
import { embeddedAddresses, type DatabaseAddresses } from './log-ins.js';

/** A database that is there. */
export interface OpenStore extends DatabaseAddresses {
  readonly embedded: boolean;
  close(): Promise<void>;
}

/**
 * Brings a database and the queue in it to today's tables, makes the log-ins of those addresses, seals whom an earlier version
 * kept in clear, and erases again who was erased, here or by a list beside a backup. Answers what was run.
 */
export async function bringUpToDate(
  owner: string,
  logIns: LogInAddresses,
  keeper: () => KeyKeeper,
  erased: readonly ErasureView[] = [],
): Promise<string[]> {
  const names = await migrate(owner, { logIns });
  // Here, because it brings the whole worker along, and most commands of a store need no queue.
  const { prepareQueue } = await import('../../worker/src/index.js');
  await prepareQueue(owner, databaseRoles.worker);
  const database = await openDatabase({ url: owner, name: 'kept-informed migrate', poolSize: 2 });
  try {
    const sealed = await sealClear(database, keeper);
    const again = await eraseAgain(new UnitOfWork(database), erased);
    const indexed = await indexMissing(database, keeper);
    return [
      ...names,
      ...(sealed === 0 ? [] : [`${sealed} rows that lay in clear were sealed`]),
      ...(again === 0 ? [] : [`${again} people who were erased were erased again`]),
      ...(indexed === 0 ? [] : [`${indexed} people can be found now`]),
    ];
  } finally {
    await database.destroy();
  }
}

/** The configured server, as whoever its address names; or the embedded one on its home, brought up to today's tables. */
export async function openStore(
  { databaseUrl, homeFolder }: ProcessConfiguration,
  erased: readonly ErasureView[] = [],
): Promise<OpenStore> {
  if (databaseUrl) {
    const [owner, api, desk, worker] = Array<string>(4).fill(databaseUrl) as [string, string, string, string];
    return { owner, api, desk, worker, embedded: false, close: async () => {} };
  }
  const server = await embeddedOn(homeFolder);
  const addresses = embeddedAddresses(server.url);
  try {
    const own = besideEmbedded(homeFolder);
    await bringUpToDate(addresses.owner, addresses, () => keeperOf(own), [...erased, ...erasuresOutside(own)]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...addresses, embedded: true, close: () => server.stop() };
}

/** Who was erased as the list outside the database says. */
export function erasuresOutside({ listOfErasures }: { readonly listOfErasures: string | undefined }): ErasureView[] {
  return listOfErasures === undefined ? [] : new ErasuresOutside(listOfErasures).listed();
}

/** The key and the list of erasures beside the embedded database, whatever else a command reads. */
function besideEmbedded(home: string) {
  const asked = { ...process.env, KEPT_INFORMED_HOME: home };
  return loadConfiguration(withErasuresFile(withPeopleKey(ProcessConfiguration), false), asked);
}

/** `npm run dev` holds the server for the processes that it starts one after the other: it outlives them. */
async function embeddedOn(home: string): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  const held = isHeldForUs(home) ? runningEmbedded(home) : null;
  return held ? { url: held, stop: async () => {} } : startEmbedded({ home });
}

/** Works on the configured store and closes it, whatever comes of it. */
export async function onStore<T>(
  configuration: ProcessConfiguration,
  work: (store: OpenStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(configuration);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * Milliseconds that the database and a command that writes much at once wait for each other (impatience, in
 * libs/event-store/src/database.ts). Nobody waits for its answer as at the API, and on a starved machine a batch takes minutes. A
 * command that is frozen holds up for so long whoever would change its cases.
 */
const patience = 300_000;

/** Writes much at once on a database, as the API may, and closes it whatever comes of it. */
export async function writingMuch<T>(
  { api }: OpenStore,
  name: string,
  work: (database: DataSource) => Promise<T>,
): Promise<T> {
  const database = await openAs('api', { url: api, name: `kept-informed ${name}`, patience });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

/** Works with the domain on the configured store as the API does, and closes both whatever comes of it. */
export function onDomain<T>(
  configuration: ForceConfiguration,
  name: string,
  work: (parts: FollowUpParts & Domain) => Promise<T>,
): Promise<T> {
  return onStore(configuration, (store) =>
    writingMuch(store, name, (database) => {
      const directory = new DirectoryHolder(configuration.forceFile ?? demoForceFile());
      const parts = { database, directory, clock: configuration.clock() };
      return work({ ...parts, ...domainOn(parts) });
    }),
  );
}
