import { pendingMigrations, wrongWithLogIn } from '@kept-informed/event-store';
import { clockAhead } from '@kept-informed/operation';
import type { DataSource } from 'typeorm';
import { apart } from './clock.check.js';
import { broken, ok, type Finding } from './finding.js';

const oldestVersion = 15;
const longTransactionSeconds = 300;

/** Whether the database is one that is promised to work, is up to date, and agrees on the time. */
export async function databaseChecks(database: DataSource): Promise<Finding[]> {
  const [found, today] = [await version(database), await tables(database)];
  const logIns = today.state === 'ok' ? [await logIn(database)] : [];
  return [found, today, ...logIns, await clockSkew(database), await longTransactions(database), await audit(database)];
}

async function version(database: DataSource): Promise<Finding> {
  const [{ number, name }] = await database.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  if (number >= oldestVersion * 10_000) return ok('database', `PostgreSQL ${name} answers`);
  return broken('database', `PostgreSQL ${name}`, `Move to PostgreSQL ${oldestVersion} or newer.`);
}

async function tables(database: DataSource): Promise<Finding> {
  const advice = 'Run `kept-informed migrate` as the tables’ owner.';
  const missing = await pendingMigrations(database);
  if (missing.length === 0) return ok('tables', 'up to date');
  return broken('tables', `${missing.length} migrations have not run: ${missing.join(', ')}`, advice);
}

async function logIn(database: DataSource): Promise<Finding> {
  const wrong = await wrongWithLogIn(database, 'worker');
  if (wrong.length === 0) return ok('log-in', 'may do what a worker does, and no more');
  const advice = 'Give it, and the workers, the log-in that `kept-informed migrate` makes for WORKER_DATABASE_URL.';
  return broken('log-in', `it ${wrong.join(', ')}`, advice);
}

async function clockSkew(database: DataSource): Promise<Finding> {
  const ahead = await clockAhead(database.manager);
  return apart(ahead, `this machine and the database are ${Math.abs(ahead).toFixed(1)} s apart`);
}

/** Looks past the API are told by the server alone: whether it is asked to. Many a trial has no need of it. */
async function audit(database: DataSource): Promise<Finding> {
  const [{ told }] = await database.query(`select nullif(current_setting('pgaudit.log', true), '') as told`);
  if (told === null || told === 'none')
    return ok('audit', 'pgaudit is off: looks past the API leave no trace (docs/security.md)');
  return ok('audit', `pgaudit tells of ${told}`);
}

/** Anybody's, on the whole server: readers of facts go no further than the oldest. */
async function longTransactions(database: DataSource): Promise<Finding> {
  const [{ seconds, count }] = await database.query(
    `select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::int as seconds, count(*)::int as count
     from pg_stat_activity where backend_xid is not null and xact_start < clock_timestamp() - $1 * interval '1 s'`,
    [longTransactionSeconds],
  );
  if (count === 0) return ok('transactions', 'none is long');
  const advice = 'End it: until then no message is made and the stream of alerts stands still (pg_stat_activity).';
  return broken('transactions', `${count} write for long, the longest for ${seconds} s`, advice);
}
