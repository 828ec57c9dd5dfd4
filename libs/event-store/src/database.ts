import { Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { DatabaseSilent } from './database-away.js';
import { driverTypes } from './driver-types.js';
import { FlightClient } from './flight-client.js';
import { makeLogIns, type LogInAddresses } from './log-ins.js';
import { type MigrationFile, migrationFiles, migrationOf, pendingMigrations } from './migrations.js';
import { settleRestored } from './restored.js';

export interface DatabaseOptions {
  readonly url: string;
  /** Take one's time, as whoever migrates or rebuilds may; see {@link impatience}. */
  readonly asOwner?: boolean;
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Told when an idle connection is lost; the pool replaces it by itself. */
  readonly onTrouble?: (error: Error) => void;
  /** Milliseconds that a process and the server wait for each other in the middle of something; see {@link impatience}. */
  readonly patience?: number;
}

const defaultPatience = 30_000;

/** Opens a pool of connections. Throws when the database is not there or refuses. */
export function openDatabase(options: DatabaseOptions, migrations: readonly MigrationFile[] = []) {
  const { url, asked } = withoutOptions(options.url);
  const given = options.asOwner
    ? { options: `${asked} ${utc}` }
    : impatience(options.patience ?? defaultPatience, asked);
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: options.name ?? 'kept-informed',
    migrations: migrations.map(migrationOf),
    migrationsTableName: 'migrations',
    poolErrorHandler: options.onTrouble ?? (() => {}),
    extra: {
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      types: driverTypes,
      // What is asked together on one connection travels together; the answers come in that order.
      pipeline: true,
      Client: FlightClient,
      ...given,
    },
  }).initialize();
}

/** Where a database was opened, to open it again in a thread of the process. */
export function addressOf({ options }: DataSource): DatabaseOptions {
  const { url: text, extra } = options as { url?: string; extra?: { options?: string } };
  const url = new URL(text!);
  if (extra?.options) url.searchParams.set('options', extra.options);
  return { url: url.href };
}

/** The driver would let an address's own options replace ours. */
function withoutOptions(text: string): { url: string; asked: string } {
  const url = new URL(text);
  const asked = url.searchParams.getAll('options').join(' ');
  url.searchParams.delete('options');
  return { url: url.href, asked };
}

/** Instants come as text in UTC, whatever the server is set to. */
const utc = '-c timezone=UTC -c datestyle=ISO';

/**
 * Behind a pulled cable there is only silence, which the systems on both sides bear for minutes to hours. So a connection
 * on which nothing has come or gone for so long, and a little, is given up, and whoever waits for an answer is told. The
 * other way round the server ends a transaction that has stood still for so long: its process is frozen or out of reach, and
 * what it has written holds up everybody else; and a statement that takes so long, or as long as the address asks for. It says
 * so before the connection would be given up, so that nobody takes a long question for a lost database. Who works as the
 * owner may take their time: a rebuild asks for long statements.
 */
function impatience(ms: number, asked: string) {
  const longest = `-c statement_timeout=${ms}`;
  // What comes last holds.
  const options = `${longest} ${asked} ${utc} -c idle_in_transaction_session_timeout=${ms}`;
  return { options, stream: () => impatientSocket(ms + allowance) };
}

/** Milliseconds for the server to say that it ended a statement. */
const allowance = 1_000;

function impatientSocket(ms: number): Socket {
  const socket = new Socket();
  const giveUp = () => socket.destroy(new DatabaseSilent(ms));
  return socket.setTimeout(ms, giveUp);
}

/** Any number: the same for every process that migrates one database, so that they queue. */
const migrationLock = 7_305_814;

/**
 * Brings the database to today's tables, and makes the log-ins of the parts that are given. Several processes may call it
 * at once. Answers the names of what was run.
 */
export async function migrate(
  url: string,
  { files = migrationFiles(), logIns = {} }: { files?: readonly MigrationFile[]; logIns?: LogInAddresses } = {},
): Promise<string[]> {
  const database = await openDatabase({ url, asOwner: true, poolSize: 2, name: 'kept-informed migrate' }, files);
  const runner = database.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    const pending = await pendingMigrations(database, files);
    await database.runMigrations({ transaction: 'each' });
    await settleRestored(runner);
    await makeLogIns(runner, logIns);
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    return pending;
  } finally {
    await runner.release();
    await database.destroy();
  }
}
