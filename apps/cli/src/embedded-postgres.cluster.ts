import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OPEN_PLACE, type ServerUser, canReach } from './embedded-postgres.binaries.js';
import { HomeInUse, clearHalfMade } from './embedded-postgres.home.js';

/** `<home>/postgres`, made on the first start. Made aside and renamed, so that a killed first start leaves no half of it. Answers where it really is. */
export async function dataDirectory(
  home: string,
  user: ServerUser,
  { initdb, password, sync }: { initdb: string; password: string; sync: boolean },
): Promise<string> {
  const data = join(home, 'postgres');
  if (existsSync(join(data, 'PG_VERSION'))) return realpathSync(data);
  clearHalfMade(home);
  const making = join(home, `postgres.new-${process.pid}`);
  // The account of the server may not be able to walk into this home. Then its data lies elsewhere and the home links to it.
  const real = canReach(home, user) ? making : placeOutside();
  mkdirSync(real, { recursive: true, mode: 0o700 });
  if (real !== making) symlinkSync(real, making);
  const secret = `${real}.password`;
  writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [real, secret]) chownSync(path, user.uid, user.gid);
  try {
    const how = ['-D', real, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '--locale=C'];
    const flags = [...how, ...(await byCodePoint(initdb)), ...(sync ? [] : ['--no-sync'])];
    await promisify(execFile)(initdb, flags, { ...user, cwd: '/', env: plainEnvironment() });
    renameSync(making, data);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    rmSync(real, { recursive: true, force: true });
    if (lstatSync(data, { throwIfNoEntry: false })) throw new HomeInUse(home);
    throw error;
  } finally {
    rmSync(secret, { force: true });
  }
  return realpathSync(data);
}

/**
 * Text sorts by code point and yet knows the capitals of every script. PostgreSQL brings that along from 17 on; the specs
 * on an older one take the capitals from the machine.
 */
async function byCodePoint(initdb: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(initdb, ['--version'], { cwd: '/', env: plainEnvironment() });
  const major = Number(/\d+/.exec(stdout)?.[0]);
  return major < 17 ? ['--lc-ctype=C.UTF-8'] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

function placeOutside(): string {
  mkdirSync(OPEN_PLACE, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(OPEN_PLACE, 'postgres-'));
}

/** PGDATA, PGPORT, LC_ALL and their like are the caller's business and would change the server. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
