import { randomBytes } from 'node:crypto';
import { databaseRoles, migrate } from '@kept-informed/event-store';
import pg from 'pg';
import { prepareQueue } from '../../apps/worker/src/queues/postgres.store.js';
import { logInsOf, type LogIns } from './log-ins.mjs';

export interface FreshDatabase extends LogIns {
  /** Ends whoever is still connected and removes it. */
  drop(): Promise<void>;
}

/**
 * A database of its own for a spec file, so that files run side by side and never see each other's rows. Copied from
 * `template` (what templateOf answered, or KI_TEST_TEMPLATE); empty when there is none.
 */
export async function freshDatabase(template = process.env['KI_TEST_TEMPLATE']): Promise<FreshDatabase> {
  const name = `${ofThisRun()}_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template ?? 'template0'}`));
  return {
    ...logInsOf(urlOf(name)),
    drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** A fresh database with today's tables and queue. */
export async function migratedDatabase(): Promise<FreshDatabase> {
  return freshDatabase(await templateOf(bringUpToDate));
}

/** As `kept-informed migrate` does. */
export async function bringUpToDate(owner: string): Promise<void> {
  await migrate(owner);
  await prepareQueue(owner, databaseRoles.worker);
}

/**
 * Answers the name of a migrated database to copy from. It is made once per jest run, by whichever worker comes first;
 * the others wait. `kind` tells apart templates that are migrated differently.
 */
export async function templateOf(fill: (owner: string) => Promise<void>, kind = 'migrated'): Promise<string> {
  const name = `${ofThisRun()}_template_${kind}`;
  await onServer(async (client) => {
    // Held by the session, so it is given back even when this worker dies.
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount === 0) await make(client, name, fill);
  });
  return name;
}

/** Under another name until migrated, so that a failed or killed migration is never taken for a template. */
async function make(client: pg.Client, name: string, fill: (owner: string) => Promise<void>): Promise<void> {
  const draft = `${name}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
  await fill(urlOf(draft));
  // A database can be copied only while nobody is connected to it. RENAME waits for leaving connections up to 5 s.
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [draft]);
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(server());
  url.pathname = `/${name}`;
  return url.href;
}

function server(): string {
  const url = process.env['KI_TEST_PG'];
  if (!url) throw new Error('No database server: name the spec *.int.spec.ts, so that jest starts one.');
  return url;
}

function ofThisRun(): string {
  return `ki_${process.env['KI_TEST_RUN'] ?? 'alone'}`;
}
