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
import { CHECK } from './check.js';
import type { Store } from './store.js';

/** Opens the queue's schema. Throws where its tables are not those of this version: {@link prepareQueue} makes them. */
export async function openPostgres(url: string, schema: string): Promise<Store> {
  const quoted = quoteSchemaName(schema);
  const reach = { connectionString: url, connectionTimeoutMillis: 3_000, keepAlive: true };
  const pool = new pg.Pool({ ...reach, query_timeout: 3_000, max: 2, application_name: 'kept-informed queue' });
  // An idle connection that is lost is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await requirePrepared(url, schema, quoted);
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
 * Makes the queue's schema and tables as their owner, and lets this role work with them. Any number of processes may do so
 * at once. BullMQ makes a sequence at the first job of a queue, which a worker may not; so it is made here.
 */
export async function prepareQueue(url: string, role: string, schema = 'queue'): Promise<void> {
  const quoted = quoteSchemaName(schema);
  await asking(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [preparing]);
    await runMigrations(client, schema);
    await client.query(`
      create unlogged table if not exists ${quoted}.turn (name text primary key, until timestamptz not null);
      do $$ begin
        if to_regclass('${quoted}.' || ${quoted}.job_id_seq_name('${CHECK}')) is null then
          perform ${quoted}.next_job_id('${CHECK}');
        end if;
      end $$;
      grant usage on schema ${quoted} to ${role};
      grant select, insert, update, delete on all tables in schema ${quoted} to ${role};
      grant usage, select on all sequences in schema ${quoted} to ${role}`);
  });
}

async function requirePrepared(url: string, schema: string, quoted: string): Promise<void> {
  if (await asking(url, (client) => isPrepared(client, schema, quoted))) return;
  throw new Error("The queue's tables are older than this version. Run `kept-informed migrate`.");
}

/** The session ends with it, and with that its lock. */
async function asking<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ask(client);
  } finally {
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
