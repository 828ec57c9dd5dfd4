import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformFileSync } from '@swc/core';
import { freePort } from './free-port.mjs';
import { redisAnswers } from './redis-answers.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Nobody needs this data after the run, so durability would only cost time. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/**
 * One PostgreSQL (the product's own embedded one, that of the package in TEST_PG_PACKAGE, or the server of TEST_PG_URL)
 * and one Redis (REDIS_URL, else redis-server where it is installed, else null).
 */
export async function startServices() {
  const { startEmbedded, startGuard } = await embedded();
  const dir = mkdtempSync(join(tmpdir(), 'kept-informed-test-'));
  // Started by root, the server runs as `postgres`, who must be able to walk in.
  chmodSync(dir, 0o711);
  // Stops Redis and removes the files when this process ends, even by kill -9; the embedded server has its own guard.
  const guard = startGuard(dir);
  let own;
  const startOwn = (port) => startEmbedded({ home: join(dir, 'home'), settings: FAST, port, ...ofPackage() });
  const stop = async () => {
    await own?.stop();
    // Elsewhere when even the temporary folder is closed to `postgres`.
    if (own) rmSync(realpathSync(join(dir, 'home/postgres')), { recursive: true, force: true });
    await guard.stop();
  };
  try {
    if (!process.env.TEST_PG_URL) own = await startOwn();
    const postgres = process.env.TEST_PG_URL || own.url.replace(/kept_informed$/, 'postgres');
    const redis = process.env.REDIS_URL || (await startRedis(dir, guard));
    if (!redis)
      console.log(
        '\nRedis is not there (no REDIS_URL, no redis-server on the PATH): the specs that need it are skipped.',
      );
    /** PostgreSQL is shut down, which cuts off everybody, and is back on its port after so many milliseconds. */
    const restart = async (ms) => {
      await own.stop();
      await sleep(ms);
      own = await startOwn(Number(new URL(postgres).port));
    };
    return { postgres, redis, dir, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Another version of PostgreSQL than the product's, from the package in this folder of the project. */
function ofPackage() {
  const folder = process.env.TEST_PG_PACKAGE;
  return folder ? { programsFrom: join(root, folder) } : {};
}

async function embedded() {
  const folder = translateEmbedded();
  try {
    const load = (name) => import(pathToFileURL(join(folder, name)).href);
    return { ...(await load('embedded-postgres.js')), ...(await load('embedded-postgres.guard.js')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The product's own code of the embedded server, translated on the spot so that the specs need no build. It is kept in
 * node_modules so that it finds `pg`. Answers the folder, which the caller removes.
 */
export function translateEmbedded() {
  const source = join(root, 'apps/cli/src');
  const cache = join(root, 'node_modules/.cache/kept-informed');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'embedded-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of readdirSync(source).filter((file) => /^embedded-postgres(\.[a-z]+)?\.ts$/.test(file))) {
    const { code } = transformFileSync(join(source, name), {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(folder, name.replace(/ts$/, 'js')), code);
  }
  return folder;
}

async function startRedis(dir, guard) {
  if (!onPath('redis-server')) return null;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = openSync(join(dir, 'redis.log'), 'a');
    const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction', dir };
    const flags = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]);
    const child = spawn('redis-server', flags, { cwd: dir, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    guard.watch(child);
    if (await answers(child, port)) return `redis://127.0.0.1:${port}`;
    if (attempt === 3) throw new Error(`redis-server did not start:\n${readFileSync(join(dir, 'redis.log'), 'utf8')}`);
  }
}

async function answers(child, port) {
  for (const until = Date.now() + 10_000; child.exitCode === null && Date.now() < until; await sleep(25))
    if (await redisAnswers(port)) return true;
  return false;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => folder && existsSync(join(folder, program)));
}
