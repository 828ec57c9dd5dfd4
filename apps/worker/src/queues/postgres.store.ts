import {
  assertSchemaCompatibility,
  createPostgresBackend,
  LATEST_SCHEMA_VERSION,
  quoteSchemaName,
  runMigrations,
  SchemaMigrationRequiredError,
  type BackendFactory,
  type IQueueBackend,
} from 'bullmq';
import pg from 'pg';
import type { Store } from './store.js';

/** Opens the queue's schema and makes its tables where they are missing. Any number of processes may do so at once. */
export async function openPostgres(url: string, schema: string): Promise<Store> {
  const quoted = quoteSchemaName(schema);
  const reach = { connectionString: url, connectionTimeoutMillis: 3_000, keepAlive: true };
  const pool = new pg.Pool({ ...reach, query_timeout: 3_000, max: 2, application_name: 'kept-informed queue' });
  // An idle connection that is lost is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await prepare(url, schema, quoted);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    // The shape of the options belongs to the factory; both come from this file.
    backend: createPostgresBackend as unknown as BackendFactory<IQueueBackend, Record<string, unknown>>,
    adding: { connection: { ...reach, schema, query_timeout: 3_000, max: 2 } },
    // One connection more, held by LISTEN, comes on top.
    working: (concurrency) => ({
      connection: { ...reach, schema, query_timeout: 5_000, max: Math.min(concurrency, 4) + 1 },
    }),
    ping: async () => void (await pool.query('select 1')),
    takeTurn: async (name, ms) => (await pool.query(takeTurn(quoted), [name, ms])).rowCount === 1,
    giveTurnBack: async (name) => void (await pool.query(`delete from ${quoted}.turn where name = $1`, [name])),
    close: () => pool.end(),
  };
}

/** Any number: the same for every process that prepares a queue in one database, so that they queue. */
const preparing = 7_305_815;

/**
 * Looks before it writes: on an up-to-date schema no lock is taken, and a role that may not create anything (the
 * schema having been made by an administrator) can start. BullMQ's migrations begin with CREATE SCHEMA IF NOT EXISTS,
 * which wants that right even when there is nothing to create.
 */
async function prepare(url: string, schema: string, quoted: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (await isPrepared(client, schema, quoted)) return;
    await client.query('select pg_advisory_lock($1)', [preparing]);
    await runMigrations(client, schema);
    await client.query(`
      create unlogged table if not exists ${quoted}.turn (name text primary key, until timestamptz not null)`);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

async function isPrepared(client: pg.Client, schema: string, quoted: string): Promise<boolean> {
  try {
    if ((await assertSchemaCompatibility(client, schema)) < LATEST_SCHEMA_VERSION) return false;
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return false;
    throw error;
  }
  const { rows } = await client.query('select to_regclass($1) is not null as there', [`${quoted}.turn`]);
  return rows[0].there;
}

/**
 * The database's clock decides, so the processes' clocks need not agree. A turn that would last longer than was ever
 * asked for comes from a clock that was set back: it is taken over, or the schedule would stand still until then.
 */
const takeTurn = (quoted: string) => `
  insert into ${quoted}.turn as t (name, until)
  values ($1, clock_timestamp() + $2 * interval '1 ms')
  on conflict (name) do update set until = excluded.until
  where t.until <= clock_timestamp() or t.until > excluded.until
  returning 1`;
