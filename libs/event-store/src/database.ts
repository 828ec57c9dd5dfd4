import { Socket } from 'node:net';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type MigrationFile, migrationFiles, migrationOf, pendingMigrations } from './migrations.js';
import { settleRestored } from './restored.js';

/** The role that the application takes on after signing in; the tables' owner is somebody else. */
export const applicationRole = 'kept_informed_app';

export interface DatabaseOptions {
  readonly url: string;
  /** Work as the table owner (migrate, rebuild) and not as the application's role. */
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

const dateType = 1082;

/** Local dates stay the text they are; the driver would make instants of the server's zone of them. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === dateType
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Opens a pool of connections. Throws when the database is not there or refuses. */
export function openDatabase(options: DatabaseOptions, migrations: readonly MigrationFile[] = []) {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.name ?? 'kept-informed',
    migrations: migrations.map(migrationOf),
    migrationsTableName: 'migrations',
    poolErrorHandler: options.onTrouble ?? (() => {}),
    extra: {
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      types,
      // What is asked together on one connection travels together; the answers come in that order.
      pipeline: true,
      ...(options.asOwner ? { options: utc } : impatience(options.patience ?? defaultPatience)),
    },
  }).initialize();
}

const utc = '-c timezone=UTC';

/**
 * Behind a pulled cable there is only silence, which the systems on both sides bear for minutes to hours. So a connection
 * on which nothing has come or gone for so long is given up, and whoever waits for an answer is told. The other way round
 * the server ends a transaction that has stood still for so long: its process is frozen or out of reach, and what it has
 * written holds up everybody else. Who works as the owner may take their time: a rebuild asks for long statements.
 */
function impatience(ms: number) {
  const given = `-c role=${applicationRole} -c idle_in_transaction_session_timeout=${ms}`;
  return { options: `${utc} ${given}`, stream: () => impatientSocket(ms) };
}

function impatientSocket(ms: number): Socket {
  const socket = new Socket();
  const giveUp = () => socket.destroy(new Error(`The database has said nothing for ${ms} ms.`));
  return socket.setTimeout(ms, giveUp);
}

/** Any number: the same for every process that migrates one database, so that they queue. */
const migrationLock = 7_305_814;

/** Brings the database to today's tables. Several processes may call it at once. Answers the names of what was run. */
export async function migrate(url: string, files = migrationFiles()): Promise<string[]> {
  const database = await openDatabase({ url, asOwner: true, poolSize: 2, name: 'kept-informed migrate' }, files);
  const runner = database.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    const pending = await pendingMigrations(database, files);
    await database.runMigrations({ transaction: 'each' });
    await settleRestored(runner);
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    return pending;
  } finally {
    await runner.release();
    await database.destroy();
  }
}
