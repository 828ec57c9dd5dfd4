import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { translateEmbedded } from '../../support/services.mjs';

/**
 * The embedded PostgreSQL with its default settings, on an empty home of its own: every commit is on disk before it is
 * answered, for all contestants alike. BENCH_PG_URL names another server to use instead.
 */
export async function startServer() {
  const own = process.env.BENCH_PG_URL ? null : await startOwn();
  const base = process.env.BENCH_PG_URL ?? own.url;
  const made = [];
  return {
    /** The URL of a new database, empty or like another of this run, to which nobody is connected. */
    async database({ like } = {}) {
      const name = `ki_bench_${process.pid}_${made.length}`;
      made.push(name);
      await ask(base, `create database ${name} template ${like ? new URL(like).pathname.slice(1) : 'template0'}`);
      const url = new URL(base);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      if (!own) for (const name of made) await ask(base, `drop database if exists ${name} with (force)`);
      await own?.stop();
    },
  };
}

async function startOwn() {
  const code = translateEmbedded();
  const load = (name) => import(pathToFileURL(join(code, name)).href);
  const { startEmbedded } = await load('embedded-postgres.js');
  const { startGuard } = await load('embedded-postgres.guard.js');
  rmSync(code, { recursive: true });
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-'));
  // Started by root, the server runs as `postgres`, who must be able to walk in.
  chmodSync(home, 0o711);
  // Removes the home when this process ends, however it does.
  const guard = startGuard(home);
  const server = await startEmbedded({ home });
  const stop = async () => {
    await server.stop();
    await guard.stop();
  };
  return { url: server.url, stop };
}

async function ask(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
