import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Two processes on one home would be two workers and two databases; the second is refused with this. */
export class HomeInUse extends Error {
  constructor(home: string, pid?: number) {
    super(
      `The home ${home} is in use${pid ? ` by process ${pid}` : ''}. ` +
        'Stop that one first, or start with another home (KEPT_INFORMED_HOME or --home).',
    );
    this.name = 'HomeInUse';
  }
}

/** The server's password, made once per home. Written aside and linked, so that nobody reads half of it. */
export function passwordOf(home: string): string {
  const file = join(home, 'postgres-password');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}

/**
 * Makes this process the owner of the home, or refuses when another one lives. The file appears whole (linked), so two
 * starts at once never both have it.
 */
export function takeHome(home: string): void {
  const file = ownerFile(home);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readOwner(file);
      if (owner && startOf(owner.pid) === owner.started) throw new HomeInUse(home, owner.pid);
      takeAway(home, owner?.pid);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A dead owner's file is moved before it is removed: if what we hold then is a newer one, it is put back. */
function takeAway(home: string, dead: number | undefined): void {
  const file = ownerFile(home);
  const away = `${file}.away-${process.pid}`;
  try {
    renameSync(file, away);
  } catch (error) {
    // Another start took it away first.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  const held = readOwner(away);
  if (held && held.pid !== dead) linkSync(away, file);
  rmSync(away);
}

export function leaveHome(home: string): void {
  if (readOwner(ownerFile(home))?.pid === process.pid) rmSync(ownerFile(home), { force: true });
}

/** Whether the process that started this one is the owner of the home: it holds the server for us. */
export function isHeldForUs(home: string): boolean {
  return readOwner(ownerFile(home))?.pid === process.ppid;
}

function ownerFile(home: string): string {
  return join(home, 'running.json');
}

function readOwner(file: string): { pid: number; started: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; started: string };
  } catch {
    return null;
  }
}

/**
 * Clears what a killed start left behind. PostgreSQL alone would refuse whenever *any* process has the recorded number,
 * which after a container restart is often the case, and also when the old server is dead but was never waited for.
 */
export async function clearStaleServer(home: string, data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const until = Date.now() + 8_000;
  for (let asked = false; ; asked = true) {
    const pid = serverPid(file);
    if (pid === null) return;
    if (!isPostgres(pid)) {
      rmSync(file, { force: true });
      return;
    }
    // Its owner is gone (takeHome), so the guard is stopping it; we ask as well in case the guard was killed too.
    if (!asked) process.kill(pid, 'SIGINT');
    if (Date.now() > until) throw new HomeInUse(home, pid);
    await sleep(100);
  }
}

function serverPid(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

function isPostgres(pid: number): boolean {
  return startOf(pid) !== '' && nameOf(pid).includes('postgres');
}

function nameOf(pid: number): string {
  if (existsSync('/proc/self/stat')) return /\((.*)\)/.exec(readStat(pid))?.[1] ?? '';
  return ps(pid, 'comm=');
}

/** When a process started, in whatever unit the system has; empty when it is not there or has ended. */
function startOf(pid: number): string {
  if (!existsSync('/proc/self/stat')) return ps(pid, 'lstart=');
  // The name in brackets may hold spaces, so count from the bracket: state is the 1st field after it, start the 20th.
  const fields = readStat(pid).split(') ').at(-1)?.split(' ') ?? [];
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid: number, what: string): string {
  try {
    return execFileSync('ps', ['-o', what, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

const LOG_LIMIT = 10_000_000;

/** The server's log. The one before it is kept when it has grown, so that it never fills the disk. */
export function logFileOf(home: string): string {
  const file = join(home, 'postgres.log');
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return file;
}

/** Removes data directories that a killed first start left half made. */
export function clearHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || startOf(Number(pid)) === ''))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}
