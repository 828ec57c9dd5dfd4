import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type FixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openDatabase } from '@kept-informed/event-store';
import { loadConfiguration, processLogger } from '@kept-informed/runtime';
import type { DataSource } from 'typeorm';
import { ApiConfiguration } from '../../apps/api/src/configuration.js';
import { startApi } from '../../apps/api/src/server.js';
import { DeskConfiguration } from '../../apps/desk/src/configuration.js';
import { prepareDesk } from '../../apps/desk/src/index.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { WorkerConfiguration } from '../../apps/worker/src/configuration.js';
import { type FreshDatabase, migratedDatabase } from './database.js';
import { peopleKey } from './people-key.js';
import { redisUrl } from './redis.js';
import { client, servesAll, tokenFor, type Client } from './client.js';

/** Where the queue of a journey runs. */
export type Backend = 'postgres' | 'redis';

export interface Stack {
  readonly clock: FixedClock;
  /** With the rights of both parts, for a spec to look and to change. */
  readonly database: DataSource;
  readonly databaseUrl: string;
  /** As the tables' owner reaches it. */
  readonly ownerUrl: string;
  /** As the desk reaches it. */
  readonly deskUrl: string;
  readonly url: string;
  /** What was warned of, the security log among it. */
  readonly warnings: readonly string[];
  /** Where the figures answer without a token, if METRICS_PORT was given. */
  readonly metricsUrl?: string;
  /** `scope`: of a service, that scope alone. */
  as(role: string, scope?: string): Promise<Client>;
  /** A token for a role, of the built-in sign-in. */
  tokenOf(role: string): Promise<string>;
  /** One more worker process' worth of worker, with connections of its own. */
  worker(): Promise<RunningWorker>;
  /** `afterwards`: what is looked at once API and workers have ended. */
  stop(afterwards?: (left: Pick<Stack, 'database'>) => Promise<void>): Promise<void>;
}

/**
 * The API over real HTTP on a database of its own, and the desk beside it where that is asked for (`more.DESK`), with the clock standing still until it is told to move. `way`: the address
 * by which the API reaches the database. `migrated`: a database that is there already.
 */
export async function startStack(
  at: string,
  backend: Backend = 'postgres',
  more: Record<string, string> = {},
  way: (url: string) => Promise<string> = async (url) => url,
  migrated?: FreshDatabase,
): Promise<Stack> {
  const fresh = migrated ?? (await migratedDatabase());
  const home = mkdtempSync(join(tmpdir(), 'ki-journey-'));
  const clock = fixedClock(at);
  const env = {
    KEPT_INFORMED_HOME: home,
    PORT: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    PEOPLE_KEY: peopleKey,
    ...more,
  };
  const configuration = loadConfiguration(ApiConfiguration, env);
  const directory = new DirectoryHolder(more['FORCE_FILE'] ?? demoForceFile());
  const served = await openDatabase({ url: await way(fresh.api), poolSize: 8 });
  const desks = more['DESK'] ? await openDatabase({ url: fresh.desk, poolSize: 4 }) : undefined;
  const database = await openDatabase({ url: fresh.url, poolSize: 2 });
  const warnings: string[] = [];
  const warn = (message: unknown) => void warnings.push(String(message));
  const logger = Object.assign(processLogger('error', false), { warn });
  const api = await startApi(
    { database: served, clock, directory },
    configuration,
    logger,
    desks &&
      ((url) =>
        prepareDesk({ database: desks, clock, directory }, loadConfiguration(DeskConfiguration, env), url, logger)),
  );
  servesAll(api.url);
  const closing: (() => Promise<unknown>)[] = [];
  const prefix = new URL(fresh.url).pathname.slice(1);
  const redis = backend === 'redis' ? redisUrl() : null;
  return {
    clock,
    database,
    databaseUrl: fresh.url,
    ownerUrl: fresh.owner,
    deskUrl: fresh.desk,
    url: api.url,
    warnings,
    metricsUrl: api.metricsUrl,
    as: (role, scope) => client(api.url, role, more['OIDC_ISSUER'], scope),
    tokenOf: (role) => tokenFor(`${api.url}/oidc`, role),
    worker: async () => {
      const own = await openDatabase({ url: fresh.worker, poolSize: 6 });
      const workerConfiguration = loadConfiguration(WorkerConfiguration, {
        NODE_ENV: 'test',
        KEPT_INFORMED_HOME: home,
        QUEUE_PREFIX: prefix,
        ...more,
      });
      const queue = redis
        ? ({ kind: 'redis', url: redis } as const)
        : ({ kind: 'postgres', url: fresh.worker } as const);
      const worker = await startWorker({ database: own, clock, directory }, queue, workerConfiguration, logger);
      closing.push(async () => {
        await worker.close();
        await own.destroy();
      });
      return worker;
    },
    stop: async (afterwards) => {
      await Promise.all(closing.map((close) => close()));
      await api.close();
      await afterwards?.({ database });
      await Promise.all([served, database, desks].map((each) => each?.destroy()));
      await fresh.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
