// `npm run dev`: the whole product, started anew whenever a source file is saved. The database is held here and outlives
// that; its data outlives this, in the same home as that of `npm start`, whose options it takes. Types are left to the
// editor and to `npm run check`: compiling with them takes longer than all of this.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readdirSync, rmSync, statSync, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp, tell } from './set-up.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Not dist, which `npm start` takes for as new as the sources. */
const out = join(root, 'dist-dev');
/** When each file was last saved, and which folders are watched. */
const seen = new Map();
const edits = new EventEmitter();
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ending.abort());

await setUp(root, { build: false });
const { translate } = await import('./translate.mjs');
const { buildAssets } = await import(new URL('../../desk/bin/assets.mjs', import.meta.url).href);
rmSync(out, { recursive: true, force: true });
await takeEdits();
const database = process.env.DATABASE_URL ? null : await startDatabase();
let [running, next] = [prepare(), prepare()];
try {
  for (;;) {
    running.send('start');
    while (!(await takeEdits())) {
      await once(edits, 'edit', { signal: ending.signal });
      // An editor saves in several steps, and a checkout many files.
      await sleep(50);
    }
    await stop(running);
    [running, next] = [next, prepare()];
  }
} catch (error) {
  if (!ending.signal.aborted) throw error;
} finally {
  await Promise.all([running, next].map(stop));
  await database?.stop();
}

/** Translates what was saved since the last time; answers whether the product has to be started anew. */
async function takeEdits() {
  const saved = ['apps', 'libs'].flatMap((part) => savedIn(join(root, part)));
  const broken = saved.filter((file) => file.endsWith('.ts') && !isTranslated(file));
  // Looked at again with whatever is saved next: until all are whole, nothing is started from half of them.
  for (const file of broken) seen.delete(file);
  if (saved.some((file) => file.startsWith(join(root, 'apps/desk/assets'))) && !(await areAssetsBuilt())) return false;
  return saved.length > 0 && broken.length === 0;
}

async function areAssetsBuilt() {
  try {
    await buildAssets(join(out, 'apps/desk/assets'));
    return true;
  } catch (error) {
    tell(error.message);
    return false;
  }
}

function isTranslated(file) {
  try {
    translate(file, out);
    return true;
  } catch (error) {
    tell(error.message);
    return false;
  }
}

/** Folder by folder: the recursive watching of Node 20 loses a file once an editor has put another in its place. */
function savedIn(folder) {
  if (!seen.has(folder))
    seen.set(
      folder,
      watch(folder, { persistent: false }, () => edits.emit('edit')),
    );
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return savedIn(path);
    const saved = statSync(path).mtimeMs;
    if (/\.(spec|fixtures?)\.ts$/.test(entry.name) || seen.get(path) === saved) return [];
    seen.set(path, saved);
    return [path];
  });
}

async function startDatabase() {
  const { startEmbedded } = await import(pathToFileURL(join(out, 'apps/cli/src/embedded-postgres.js')).href);
  const { home } = parseArgs({ options: { home: { type: 'string' } }, strict: false }).values;
  return startEmbedded({ home: resolve(root, home ?? (process.env.KEPT_INFORMED_HOME || '.kept-informed')) });
}

/** A process that has loaded the packages, most of what a start takes, and waits to be told. */
function prepare() {
  const preload = new URL('dev.preload.mjs', import.meta.url).href;
  const entry = join(out, 'apps/cli/src/main.js');
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', preload, entry, 'start', ...process.argv.slice(2)],
    // A session of its own: Ctrl-C in the terminal is for us, who pass it on once.
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
  );
  child.once('exit', (code) => code && tell(`Ended with ${code}. It is started anew at the next save.`));
  return child;
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
