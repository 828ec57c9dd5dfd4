import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { canReach } from './embedded-postgres.binaries.js';
import { type EmbeddedPostgres, startEmbedded } from './embedded-postgres.js';
import { HomeInUse } from './embedded-postgres.home.js';

const isRoot = process.getuid?.() === 0;
const itAsRoot = isRoot ? it : it.skip;

let folder = '';
let home = '';
let compiled = '';
let prepared = '';
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  const services = (await import(pathToFileURL(resolve('test/support/services.mjs')).href)) as {
    translateEmbedded(): string;
  };
  compiled = services.translateEmbedded();
  chmodSync(compiled, 0o755);
  // Making a data directory takes seconds, starting on one a fifth of one. So most specs get a copy.
  prepared = mkdtempSync(join(tmpdir(), 'kept-informed-prepared-'));
  chmodSync(prepared, 0o755);
  await (await startEmbedded({ home: prepared })).stop();
});

afterAll(() => {
  rmSync(compiled, { recursive: true, force: true });
  rmSync(prepared, { recursive: true, force: true });
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-informed-embedded-'));
  chmodSync(folder, 0o755);
  home = join(folder, 'home');
  execFileSync('cp', ['-a', prepared, home]);
});

const forgetHome = () => rmSync(home, { recursive: true });

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map((server) => server.stop()));
  const data = join(home, 'postgres');
  if (existsSync(data)) rmSync(realpathSync(data), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function start(at = home, port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ home: at, ...(port ? { port } : {}) });
  started.push(server);
  return server;
}

/** The embedded server in a process of its own, which we can kill. */
async function startElsewhere(
  at = home,
  as: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(pathToFileURL(join(compiled, 'embedded-postgres.js')).href)};
    try {
      console.log((await startEmbedded({ home: ${JSON.stringify(at)} })).url);
      process.stdin.on('end', () => process.exit()).resume();
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  if (!url.startsWith('postgresql://')) throw new Error(url);
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function untilGone(url: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 10_000) {
    const there = await ask(url, 'SELECT 1').then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ECONNREFUSED',
    );
    if (!there) break;
    await sleep(50);
  }
  return performance.now() - began;
}

const serverPid = () => Number.parseInt(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8'), 10);

describe('a start', () => {
  it('gives a durable server in UTC and code-point order, for this machine only', async () => {
    forgetHome();
    const { url } = await start();
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'TimeZone',
      'listen_addresses',
      'server_encoding',
    ];
    const values = await Promise.all(settings.map((name) => ask(url, `SHOW ${name}`)));
    expect(values.flat(2)).toEqual(['on', 'on', 'on', 'UTC', '127.0.0.1', 'UTF8']);
    expect(await ask(url, `SELECT current_database(), 'É' ILIKE 'é', 'Z' < 'a'`)).toEqual([
      ['kept_informed', true, true],
    ]);
  });

  it('keeps a password of its own, for its owner only, and lets nobody in without', async () => {
    const { url } = await start();
    const { password } = new URL(url);
    expect(readFileSync(join(home, 'postgres-password'), 'utf8')).toBe(password);
    expect(statSync(join(home, 'postgres-password')).mode & 0o777).toBe(0o600);
    await expect(ask(url.replace(password, 'wrong'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('logs into the home and leaves nothing else about', async () => {
    forgetHome();
    await start();
    expect(readdirSync(home).toSorted()).toEqual(['postgres', 'postgres-password', 'postgres.log', 'running.json']);
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  });

  it('listens on the port that it is given, and says so when that is taken', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await expect(start(join(folder, 'other'), port)).rejects.toThrow(/could not bind IPv4 address "127.0.0.1"/);
    await first.stop();
    const second = await start(home, port);
    expect(new URL(second.url).port).toBe(String(port));
  });

  it('runs beside another home', async () => {
    const [one, other] = await Promise.all([start(join(folder, 'one')), startElsewhere(join(folder, 'other'))]);
    await ask(one.url, 'CREATE TABLE mine ()');
    await expect(ask(other.url, 'SELECT FROM mine')).rejects.toMatchObject({ code: '42P01' });
  });

  it('is refused on a home that is in use, naming who uses it, and harms nothing', async () => {
    const { url, child } = await startElsewhere();
    await expect(start()).rejects.toThrow(new HomeInUse(home, child.pid));
    expect(await ask(url, 'SELECT 1')).toEqual([[1]]);
  });

  it('at the same time as another on a new home leaves exactly one', async () => {
    forgetHome();
    const both = await Promise.allSettled([startElsewhere(), startElsewhere()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(String(refused?.reason)).toContain(`The home ${home} is in use`);
  });
});

describe('a stop', () => {
  it('takes less than 3 s with somebody connected and busy, and can be asked for twice', async () => {
    const server = await start();
    const busy = new pg.Client({ connectionString: server.url });
    busy.on('error', () => undefined);
    await busy.connect();
    const query = busy.query('SELECT pg_sleep(60)').catch(() => 'ended');
    const began = performance.now();
    await Promise.all([server.stop(), server.stop()]);
    expect(performance.now() - began).toBeLessThan(3_000);
    await server.ended;
    expect(await query).toBe('ended');
    expect(readdirSync(home)).not.toContain('running.json');
  });

  it('works without the guard', async () => {
    const server = await start();
    process.kill(guardOf(process.pid), 'SIGKILL');
    await server.stop();
    await expect(ask(server.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('keeps what was written', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE facts AS SELECT 7 AS number');
    await first.stop();
    expect(await ask((await start()).url, 'SELECT number FROM facts')).toEqual([[7]]);
  });
});

describe('after a kill -9', () => {
  it('of us, the server ends and the next start has every row', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'CREATE TABLE facts AS SELECT 7 AS number');
    await kill(child);
    await expect(untilGone(url)).resolves.toBeLessThan(4_000);
    expect(await ask((await start()).url, 'SELECT number FROM facts')).toEqual([[7]]);
  });

  it('of the server and us, as when the machine falls, the next start has every row', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'CREATE TABLE facts AS SELECT 7 AS number');
    process.kill(serverPid(), 'SIGKILL');
    await kill(child);
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(true);
    expect(await ask((await start()).url, 'SELECT number FROM facts')).toEqual([[7]]);
  });

  it('of us and the guard, the next start ends the server left behind', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'CREATE TABLE facts AS SELECT 7 AS number');
    const left = serverPid();
    process.kill(guardOf(child.pid), 'SIGKILL');
    await kill(child);
    await sleep(300);
    expect(await ask(url, 'SELECT 1')).toEqual([[1]]);
    expect(await ask((await start()).url, 'SELECT number FROM facts')).toEqual([[7]]);
    expect(serverPid()).not.toBe(left);
  });

  it('with the recorded process number now in use by a stranger, the home starts', async () => {
    await (await start()).stop();
    const stranger = spawn('sleep', ['60']);
    children.push(stranger);
    writeFileSync(join(home, 'postgres/postmaster.pid'), `${stranger.pid}\n${join(home, 'postgres')}\n`);
    writeFileSync(join(home, 'running.json'), JSON.stringify({ pid: stranger.pid, started: 'before' }));
    expect(await ask((await start()).url, 'SELECT 1')).toEqual([[1]]);
    expect(stranger.signalCode).toBeNull();
  });

  it('with the old server dead but never waited for, as in a container without an init, the home starts', async () => {
    await (await start()).stop();
    const program = join(folder, 'postgres');
    copyFileSync('/bin/sleep', program);
    const careless = spawn('sh', ['-c', `${program} 0.1 & echo $!; exec sleep 60`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(careless);
    const [pid] = (await once(careless.stdout, 'data')) as [Buffer];
    await sleep(500);
    writeFileSync(join(home, 'postgres/postmaster.pid'), `${pid.toString().trim()}\n${join(home, 'postgres')}\n`);
    expect(await ask((await start()).url, 'SELECT 1')).toEqual([[1]]);
  });

  it('in the middle of the first start, the home starts', async () => {
    forgetHome();
    const half = join(home, 'postgres.new-4194399');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18');
    expect(await ask((await start()).url, 'SELECT 1')).toEqual([[1]]);
    expect(existsSync(half)).toBe(false);
  });
});

describe('started by', () => {
  itAsRoot('root, the server has an account of its own, also when the home is closed to it', async () => {
    forgetHome();
    chmodSync(folder, 0o700);
    const { url } = await start();
    await ask(url, 'CREATE TABLE facts AS SELECT 7 AS number');
    expect(statSync(`/proc/${serverPid()}`).uid).not.toBe(0);
    expect(realpathSync(join(home, 'postgres'))).toMatch(/^\/var\/lib\/kept-informed\/postgres-/);
    await started.splice(0)[0]?.stop();
    expect(await ask((await start()).url, 'SELECT number FROM facts')).toEqual([[7]]);
  });

  // Run by an ordinary user, all specs above show the same; this is for a run by root.
  itAsRoot('an ordinary user, the server runs as that user', async () => {
    forgetHome();
    const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody']));
    const nobody = { uid: id('-u'), gid: id('-g') };
    // A clone in root's own home is closed to everybody else, Node included.
    if (!canReach(compiled, nobody)) return;
    chmodSync(folder, 0o777);
    await startElsewhere(home, nobody);
    expect(statSync(`/proc/${serverPid()}`).uid).toBe(nobody.uid);
    expect(statSync(join(home, 'postgres')).uid).toBe(nobody.uid);
  });
});

/** The newest shell that this process started. It may have others: jest itself, when it runs without workers. */
function guardOf(parent: number | undefined): number {
  const shells = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const stat = statOf(name);
      return stat.split(') ')[1]?.split(' ')[1] === String(parent) && /\((sh|dash|bash)\)/.test(stat);
    });
  if (shells.length === 0) throw new Error('No guard.');
  return Math.max(...shells.map(Number));
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended between our looking and our reading.
    return '';
  }
}
