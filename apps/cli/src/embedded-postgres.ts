import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type ServerUser, postgresPrograms, serverUser } from './embedded-postgres.binaries.js';
import { dataDirectory, plainEnvironment } from './embedded-postgres.cluster.js';
import { startGuard } from './embedded-postgres.guard.js';
import { clearStaleServer, leaveHome, logFileOf, passwordOf, takeHome } from './embedded-postgres.home.js';

export { HomeInUse } from './embedded-postgres.home.js';

export interface EmbeddedPostgresOptions {
  /** Where data, password and log are kept; made when it is not there. */
  home: string;
  /** On 127.0.0.1. A free one is chosen when none is given. */
  port?: number;
  /** For specs only: settings that trade durability for speed. */
  settings?: Record<string, string>;
  /** For specs only: the folder of a package that depends on another version of PostgreSQL. */
  programsFrom?: string;
}

export interface EmbeddedPostgres {
  /** A superuser's URL of the database `kept_informed`. */
  url: string;
  /** Resolves when the server ends, whoever ended it. */
  ended: Promise<void>;
  /** Within 3 s; calling it again does no harm. */
  stop(): Promise<void>;
}

/** The server runs in C.UTF-8 order (the same on every machine) and UTC, and reachable from this machine only. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts the PostgreSQL that comes with Kept Informed, on the data of this home. It ends with this process, however that
 * ends. Throws HomeInUse when another process has the home.
 */
export async function startEmbedded(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.home);
  mkdirSync(home, { recursive: true });
  takeHome(home);
  try {
    return await startIn(home, options);
  } catch (error) {
    leaveHome(home);
    throw error;
  }
}

async function startIn(
  home: string,
  { port, settings = {}, programsFrom }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const password = passwordOf(home);
  const { initdb, postgres } = postgresPrograms(user, programsFrom);
  const data = await dataDirectory(home, user, { initdb, password, sync: settings['fsync'] !== 'off' });
  await clearStaleServer(home, data);

  const log = logFileOf(home);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort());
    const began = existsSync(log) ? statSync(log).size : 0;
    const server = launch(postgres, ['-D', data, '-p', String(chosen), ...flags], { user, log });
    const url = (name: string) => `postgresql://postgres:${password}@127.0.0.1:${chosen}/${name}`;
    if (await answers(server, url('postgres'))) {
      await createDatabase(url('postgres'));
      const stop = () => server.stop().finally(() => leaveHome(home));
      return { url: url('kept_informed'), ended: server.ended, stop };
    }
    await server.stop();
    const said = readFileSync(log).subarray(began).toString();
    if (!mayPass(said, port) || attempt === 5)
      throw new Error(`PostgreSQL did not start. Its log (${log}) says:\n${said.slice(-2000)}`);
    await sleep(500);
  }
}

/** Backends of a killed server notice within a moment that it is gone; a free port can be taken before we use it. */
function mayPass(said: string, port: number | undefined): boolean {
  return said.includes('pre-existing shared memory') || (!port && said.includes('could not bind'));
}

interface Server {
  child: ChildProcess;
  over: boolean;
  ended: Promise<void>;
  stop(): Promise<void>;
}

function launch(program: string, args: string[], { user, log }: { user: ServerUser; log: string }): Server {
  const out = openSync(log, 'a', 0o600);
  const guard = startGuard();
  // Its own session: Ctrl-C in the terminal must not stop the database under work in flight.
  const how = { ...user, cwd: '/', env: plainEnvironment(), detached: true };
  const child = spawn(program, args, { ...how, stdio: ['ignore', out, out] });
  closeSync(out);
  const server: Server = { child, over: false, ended: Promise.resolve(), stop: () => guard.stop() };
  server.ended = new Promise((end) => {
    const over = () => {
      server.over = true;
      end();
    };
    child.once('exit', over).once('error', over);
  });
  if (child.pid) guard.watch(child);
  return server;
}

async function answers(server: Server, url: string): Promise<boolean> {
  // After a crash the server replays its log first; that may take a while and is not a failure.
  const until = Date.now() + 120_000;
  while (!server.over && Date.now() < until) {
    try {
      await ask(url, 'SELECT 1');
      return true;
    } catch {
      await sleep(25);
    }
  }
  return false;
}

async function createDatabase(url: string): Promise<void> {
  const known = await ask(url, `SELECT 1 FROM pg_database WHERE datname = 'kept_informed'`);
  if (known.rowCount === 0) await ask(url, 'CREATE DATABASE kept_informed');
}

async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  // A connection that breaks while we wait for its answer also says so here; unheard, that would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
