import { spawn } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock whose holder has not touched it for this long is nobody's: the holder was killed, or the machine fell. */
const STALE_AFTER = 20_000;

/**
 * Brings a clone to where it can run: packages as package-lock.json says, and a build as new as the source. Tells on
 * stderr, never stdout, and only when there is something to do. Two at once: the second waits, then finds all done.
 */
export async function setUp(root, { build = true } = {}) {
  if (!isOld(root, build)) return;
  const release = await lock(root);
  try {
    if (packagesAreOld(root)) {
      tell('Installing packages (npm ci), once; about a minute …');
      // No package here needs its install script, and a hijacked one would run with our rights.
      // Without NODE_ENV=production getting in the way: the build needs the development packages.
      await npm(root, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    }
    if (build && buildIsOld(root)) {
      tell('Building (npm run build) …');
      // The moment before, so that what is saved while the build runs counts as newer than it.
      const began = new Date();
      await npm(root, ['run', '--silent', 'build']);
      writeFileSync(stamp(root), '');
      utimesSync(stamp(root), began, began);
    }
  } finally {
    release();
  }
}

export const isOld = (root, build = true) => packagesAreOld(root) || (build && buildIsOld(root));

function packagesAreOld(root) {
  // npm writes this file last, so half an installation has none or an old one.
  return !(timeOf(join(root, 'node_modules/.package-lock.json')) >= timeOf(join(root, 'package-lock.json')));
}

function buildIsOld(root) {
  if (!existsSync(join(root, 'dist/apps/cli/src/main.js'))) return true;
  const settings = ['package-lock.json', '.swcrc', 'apps/cli/bin/bundle.mjs', 'apps/desk/bin/assets.mjs'];
  const newest = Math.max(
    ...settings.map((file) => timeOf(join(root, file)) || 0),
    ...['apps', 'libs'].map((folder) => newestIn(join(root, folder))),
  );
  return !(timeOf(stamp(root)) >= newest);
}

/** Written once all else is there; when the build began. */
const stamp = (root) => join(root, 'dist/.built');

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;

/** A folder counts too: its time changes when a file is taken away. */
function newestIn(folder) {
  let newest = timeOf(folder) || 0;
  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestIn(path));
    else if (/(?<!\.spec)\.(ts|js|scss|svg)$/.test(path)) newest = Math.max(newest, timeOf(path));
  }
  return newest;
}

function npm(root, args) {
  const cli = process.env.npm_execpath;
  // Under `npm start` this is npm's own script; it need not be on the PATH then.
  const [program, ...first] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  // Before there is a child: a signal that came while it is being started would end this process and leave it behind.
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  const child = spawn(program, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      if (code === 0) done();
      else fail(new SetUpFailed(`npm ${args.slice(0, 3).join(' ')} failed.`, code ?? 128 + constants.signals[signal]));
    });
  });
}

export class SetUpFailed extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

async function lock(root) {
  const folder = join(root, '.kept-informed');
  const file = join(folder, 'set-up.lock');
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  for (let told = false; ;) {
    writeFileSync(draft, String(process.pid));
    try {
      linkSync(draft, file);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isStale(file)) {
        rmSync(file, { force: true });
        continue;
      }
      if (!told) tell('Another start is installing or building; waiting for it …');
      told = true;
      await sleep(500);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const beat = setInterval(() => existsSync(file) && utimesSync(file, new Date(), new Date()), 2_000);
  const release = () => {
    clearInterval(beat);
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.on('exit', release);
  return release;
}

function isStale(file) {
  const age = Date.now() - timeOf(file);
  if (Number.isNaN(age)) return false;
  if (age > STALE_AFTER) return true;
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

export function tell(line) {
  process.stderr.write(`kept-informed: ${line}\n`);
}
