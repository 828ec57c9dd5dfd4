import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { type FreshDatabase, migratedDatabase } from '../../../test/support/database.js';
import { logInsOf } from '../../../test/support/log-ins.mjs';
import { ownServer } from '../../../test/support/own-server.js';
import { FactStore } from './fact-store.js';
import { migrate, openDatabase, type DatabaseOptions } from './database.js';
import type { NewFact, RecordingContext } from './facts.js';
import type { Append } from './appended.js';
import type { Projection } from './projections.js';
import { UnitOfWork } from './unit-of-work.js';

/** A database with the facts table, and as many processes on it as a spec needs. */
export interface Trial {
  readonly url: string;
  readonly ownerUrl: string;
  /** The tables' owner, who sees and may do everything. */
  readonly owner: DataSource;
  /** A pool as a process of its own would have it. */
  open(options?: Partial<DatabaseOptions>): Promise<DataSource>;
  /** A store as a process of its own would have it. */
  process(projections?: readonly Projection[]): Promise<Process>;
  close(): Promise<void>;
}

export interface Process {
  readonly database: DataSource;
  readonly work: UnitOfWork;
  readonly store: FactStore;
}

async function ownDatabase(): Promise<FreshDatabase> {
  const server = await ownServer();
  const owner = await server.database();
  await migrate(owner);
  return { ...logInsOf(owner), drop: () => server.stop() };
}

/** `alone`: on a server of its own, where nobody else's transaction holds back what a reader may see. */
export async function trial({ alone = false } = {}): Promise<Trial> {
  const { url, owner, drop } = await (alone ? ownDatabase() : migratedDatabase());
  const opened: DataSource[] = [];
  const open = async (options: Partial<DatabaseOptions> = {}) => {
    const database = await openDatabase({ url, ...options });
    opened.push(database);
    return database;
  };
  return {
    url,
    ownerUrl: owner,
    owner: await open({ url: owner, asOwner: true, name: 'the owner' }),
    open,
    async process(projections = []) {
      const database = await open();
      const work = new UnitOfWork(database);
      return { database, work, store: new FactStore(work, projections) };
    },
    async close() {
      await Promise.all(opened.map((database) => database.destroy()));
      await drop();
    },
  };
}

export const recording: RecordingContext = { by: 'pc-1', requestId: 'request-1', recorded: '2026-03-02T09:00:00.000Z' };

export const fact = (type: string, data: object = {}, more: Partial<NewFact> = {}): NewFact => ({
  type,
  data,
  occurred: '2026-03-02T08:30:00.000Z',
  ...more,
});

/** An append of facts of these types. */
export const append = (stream: string, expected: number, ...types: readonly string[]): Append => ({
  stream,
  expected,
  facts: types.map((type) => fact(type)),
});

/** What is stored of a stream, as a reader of a spec wants to see it: `1 CaseOpened`. */
export async function told(store: FactStore, stream: string): Promise<string[]> {
  return (await store.load([stream])).get(stream)!.map(({ version, type }) => `${version} ${type}`);
}

export interface Held<T> {
  /** What the work answered, its transaction still open. */
  readonly answer: T;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

/** Does something in a transaction and keeps that open: what a slow request looks like to everybody else. */
export async function held<T>(work: UnitOfWork, does: (manager: EntityManager) => Promise<T>): Promise<Held<T>> {
  let end!: (how: 'commit' | 'roll back') => void;
  const told = new Promise<'commit' | 'roll back'>((resolve) => (end = resolve));
  let did!: (answer: T) => void;
  const answer = new Promise<T>((resolve) => (did = resolve));
  const ended = work.run(async (manager) => {
    did(await does(manager));
    if ((await told) === 'roll back') throw new Error('rolled back');
  });
  const failed = ended.then(() => new Promise<never>(() => {}));
  return {
    answer: await Promise.race([answer, failed]),
    commit: () => (end('commit'), ended),
    rollBack: () => (end('roll back'), ended.catch(() => undefined)),
  };
}

async function passOn(before: Promise<void>, near: Socket, data: Buffer, failed: boolean): Promise<void> {
  await before;
  near.write(data);
  if (!failed) return;
  await sleep(100);
  near.write(readyInFailed);
}

/** A way to a server on which the word that a transaction has failed comes late, as it does on a busy machine. */
export async function slowWordOfFailure(to: string): Promise<{ url: string; close(): void }> {
  const url = new URL(to);
  const [port, host] = [Number(url.port), url.hostname];
  const server = createServer((near) => {
    const far = connect(port, host);
    near.on('error', () => far.destroy()).pipe(far);
    far.on('error', () => near.destroy()).on('end', () => near.end());
    // What comes behind the late word waits with it: bytes never overtake each other.
    let told = Promise.resolve();
    far.on('data', (data: Buffer) => {
      const word = data.subarray(-readyInFailed.length).equals(readyInFailed) ? readyInFailed.length : 0;
      told = passOn(told, near, data.subarray(0, data.length - word), word > 0);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, close: () => void server.close() };
}

/** ReadyForQuery of PostgreSQL's protocol, with the status of a transaction that has failed. */
const readyInFailed = Buffer.from('Z\0\0\0\x05E', 'latin1');

/** Waits until so many connections to this database wait for a lock. */
export async function waiting(owner: DataSource, count: number): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until; await sleep(5)) {
    const [row] = await owner.query(`select count(distinct pid)::int as waiting
      from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`);
    if (row.waiting === count) return;
  }
  throw new Error(`There never were ${count} waiting for a lock.`);
}

/** Whether it has not ended within a moment. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  return (await Promise.race([promise, sleep(100, 'pending')])) === 'pending';
}

/** SQLSTATE of the refusal, or null where there was none. */
export async function refusal(promise: Promise<unknown>): Promise<string | null> {
  return promise.then(
    () => null,
    (error: { code?: string; driverError?: { code?: string } }) =>
      error.driverError?.code ?? error.code ?? String(error),
  );
}
