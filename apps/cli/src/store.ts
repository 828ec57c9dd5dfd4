import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { migrate, openDatabase } from '@kept-informed/event-store';
import { domainOn, type Domain, type FollowUpParts } from '@kept-informed/follow-up';
import type { ProcessConfiguration } from '@kept-informed/runtime';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.js';
import { isHeldForUs } from './embedded-postgres.home.js';
import { runningEmbedded } from './embedded-postgres.running.js';

/** A database that is there, is up to date and is owned by whoever opened it. */
export interface OpenStore {
  readonly url: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** The configured server, or the embedded one on its home; brought up to today's tables. */
export async function openStore({ databaseUrl, homeFolder }: ProcessConfiguration): Promise<OpenStore> {
  if (databaseUrl) {
    await migrate(databaseUrl);
    return { url: databaseUrl, embedded: false, close: async () => {} };
  }
  const server = await embeddedOn(homeFolder);
  try {
    await migrate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, embedded: true, close: () => server.stop() };
}

/** `npm run dev` holds the server for the processes that it starts one after the other: it outlives them. */
async function embeddedOn(home: string): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  const held = isHeldForUs(home) ? runningEmbedded(home) : null;
  return held ? { url: held, stop: async () => {} } : startEmbedded({ home });
}

/** The parts of the domain on an open store, for a command that works on them directly. */
export async function openParts(
  { url }: OpenStore,
  configuration: ProcessConfiguration,
  name: string,
): Promise<FollowUpParts & Domain & { close(): Promise<void> }> {
  const database = await openDatabase({ url, name: `kept-informed ${name}` });
  const directory = new DirectoryHolder(configuration.forceFile ?? demoForceFile());
  const parts = { database, directory, clock: configuration.clock() };
  return { ...parts, ...domainOn(parts), close: () => database.destroy() };
}
