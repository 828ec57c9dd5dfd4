import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fixedClock } from '@kept-informed/calendar';
import { Endpoints, endpointTypes } from '@kept-informed/delivery';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, migrate, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams, projections, rulebookOf } from '@kept-informed/follow-up';
import type { ChildProcess } from 'node:child_process';
import type { DataSource } from 'typeorm';
import { migrations } from '../../apps/cli/src/migrations.js';
import { freshDatabase, templateOf } from '../support/database.js';
import { openMany } from '../support/many-cases.js';
import { ownServer } from '../support/own-server.js';
import { killed, said, spawnApp } from '../support/processes.js';
import { hookReceiver, mailServer, type ArrivedHook, type ArrivedMail, type Receiver } from '../support/receivers.js';
import { until } from '../support/waiting.js';

jest.setTimeout(120_000);

const openedAt = '2026-01-15T10:00:00.000Z';
const dueAt = '2026-02-16T00:00:00.000Z';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Trial {
  readonly url: string;
  readonly database: DataSource;
  readonly mails: Receiver<ArrivedMail>;
  readonly hooks: Receiver<ArrivedHook>;
  worker(): Promise<ChildProcess>;
  messages(): Promise<{ message_id: string; event_id: string | null; channel: string; state: string }[]>;
}

/** Alerts of so many cases, and a receiver of each kind for workers that are processes of their own. */
async function trial(cases: number, url: string): Promise<Trial> {
  const database = await openDatabase({ url, poolSize: 6 });
  closing.push(() => database.destroy());
  const work = new UnitOfWork(database);
  const store = new FactStore(work, projections);
  const clock = fixedClock('2026-01-15T10:00:01Z');
  const book = rulebookOf(new DirectoryHolder(demoForceFile()).current);
  const mails = await mailServer();
  const hooks = await hookReceiver(
    (_hook, response, nth) => void setTimeout(() => response.end(), nth % 3 === 0 ? 40 : 15),
  );
  closing.push(
    () => mails.close(),
    () => hooks.close(),
  );
  const endpoints = new Endpoints(work, clock, { reach: { everywhere: true, networks: [] }, plainHttp: true });
  await endpoints.add({ url: hooks.url, types: endpointTypes }, 'admin');
  const ids = await openMany(cases, openedAt, { store, book, clock });
  clock.set(dueAt);
  await new FollowUpStreams(store, () => book, clock).check(ids, { by: 'worker', requestId: 'spec' });
  const worker = async () => {
    const child = spawnApp('worker/src/main.js', [], {
      DATABASE_URL: url,
      KEPT_INFORMED_CLOCK: dueAt,
      FORCE_FILE: forceWithoutDigests(),
      SMTP_URL: mails.url,
      WEBHOOK_NETWORKS: '127.0.0.1/32',
    });
    closing.push(() => killed(child));
    await said(child, /Sweeping/);
    return child;
  };
  return { url, database, mails, hooks, worker, messages: () => database.query('select * from messages') };
}

/** Each alert is an e-mail of its own, at once. */
function forceWithoutDigests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ki-force-'));
  closing.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'force.yaml');
  writeFileSync(file, readFileSync(demoForceFile(), 'utf8').replace('digestMinutes: 5', 'digestMinutes: 0'));
  return file;
}

async function onSharedServer(cases: number): Promise<Trial> {
  const fresh = await freshDatabase(await templateOf(async (url) => void (await migrate(url, migrations))));
  closing.push(() => fresh.drop());
  return trial(cases, fresh.url);
}

/** Waits until every message has been sent, and says which ids they have. */
async function allSent({ messages }: Trial, count: number): Promise<{ mails: string[]; hooks: string[] }> {
  const found = await until(
    messages,
    (all) => all.length === count && all.every(({ state }) => state === 'sent'),
    80_000,
  );
  expect(found.filter(({ state }) => state === 'sent')).toHaveLength(count);
  const of = (wanted: string) => found.filter(({ channel }) => channel === wanted);
  return {
    mails: of('email').map(({ message_id }) => message_id),
    hooks: of('webhook').map(({ event_id }) => event_id!),
  };
}

/** Each arrived at least once, under its id and no other; what came twice came the same, so that its receiver can tell. */
function expectEach({ mails, hooks }: Trial, ids: { mails: string[]; hooks: string[] }): void {
  expect(new Set(hooks.arrived.map(({ id }) => id))).toEqual(new Set(ids.hooks));
  expect(new Set(mails.arrived.map(({ messageId }) => messageId))).toEqual(new Set(ids.mails));
  const bodies = new Map<string, string>();
  for (const { id, raw } of hooks.arrived) {
    expect(bodies.get(id) ?? raw).toBe(raw);
    bodies.set(id, raw);
  }
}

describe('workers killed in the middle of sending', () => {
  it('leave no delivery unmade: each at least once, under one id', async () => {
    const cases = 60;
    const at = await onSharedServer(cases);
    for (let kill = 0; kill < 4; kill += 1) {
      const victim = await at.worker();
      const before = at.hooks.arrived.length;
      await until(
        async () => at.hooks.arrived.length,
        (count) => count > before + 3,
        20_000,
      );
      await sleep(7 * kill);
      await killed(victim);
    }
    expect(at.hooks.arrived.length).toBeLessThan(2 * cases);
    await at.worker();
    const ids = await allSent(at, 4 * cases);
    expect([ids.hooks, ids.mails].map((each) => new Set(each).size)).toEqual([2 * cases, 2 * cases]);
    expectEach(at, ids);
    const [{ raised }] = await at.database.query(
      `select count(*)::int as raised from facts where type = 'AlertRaised'`,
    );
    expect(raised).toBe(2 * cases);
  });
});

describe('PostgreSQL crashed and restarted in the middle of sending', () => {
  it('costs no delivery: workers go on by themselves, each message under its own id', async () => {
    const server = await ownServer();
    closing.push(() => server.stop());
    const url = await server.database();
    await migrate(url, migrations);
    const cases = 50;
    const at = await trial(cases, url);
    await at.worker();
    await until(
      async () => at.hooks.arrived.length,
      (count) => count > 10,
      20_000,
    );
    const [{ pid }] = await at.database.query('select pg_backend_pid() as pid');
    // The server ends all others too when one of its processes dies so, and replays its log.
    process.kill(Number(pid), 'SIGKILL');
    await until(
      async () => at.messages().catch(() => []),
      (found) => found.length > 0,
      20_000,
    );
    expectEach(at, await allSent(at, 4 * cases));
  });
});
