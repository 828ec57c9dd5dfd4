import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type NewFact } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { listen, type Listening } from '../support/event-stream.js';
import { alertsRaised, recorder } from '../support/raised-alerts.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

jest.setTimeout(240_000);

let stack: Stack;
let token: string;
let database: DataSource;
const listening: Listening[] = [];

beforeAll(async () => {
  stack = await startStack('2026-11-28T10:00:00Z', 'postgres', { STREAMS_PER_SUBJECT: '2000' });
  database = await openDatabase({ url: stack.databaseUrl, poolSize: 8 });
  raise = alertsRaised(database, stack.clock);
  token = await tokenOf(stack.url);
});
afterEach(() => listening.splice(0).forEach((each) => each.close()));
// A stream begins behind what nothing in flight can precede, and so would tell of what the spec before raised last.
beforeEach(() =>
  until(
    () => database.query('select 1 from facts where transaction >= pg_snapshot_xmin(pg_current_snapshot())'),
    (overtakable: unknown[]) => overtakable.length === 0,
  ),
);
afterAll(async () => {
  await database?.destroy();
  await stack?.stop();
});

async function tokenOf(url: string): Promise<string> {
  const authorization = `Basic ${Buffer.from('demo-supervisor:demo').toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${url}/oidc/token`, { method: 'POST', headers, body: 'grant_type=client_credentials' });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function hear(options: Parameters<typeof listen>[2] = {}): Promise<Listening> {
  const listener = await listen(stack.url, token, options);
  listening.push(listener);
  return listener;
}

const mostTries = 5;

/**
 * A listener that has begun: what is raised now is told. On a busy machine a connection to the database can be given up before
 * it is made (5 s), and whoever was to listen is answered 503, or cut: they come again, as every client has to.
 */
async function ready(options: Parameters<typeof listen>[2] = {}): Promise<Listening> {
  for (let tried = 1; ; tried += 1) {
    const listener = await hear(options);
    const began = await Promise.race([listener.until(1).then(() => true), listener.over.then(() => false)]);
    if (began) return listener;
    if (tried === mostTries) throw new Error(`No stream begins: ${listener.status}`);
  }
}

const process = () => recorder(database);
let raise: ReturnType<typeof alertsRaised>;

const told = (listener: Listening) => listener.alerts().map(({ data }) => data['alertId'] as string);
const hears = (listener: Listening, count: number, ms = 10_000) =>
  until(
    async () => told(listener),
    (found) => found.length >= count,
    ms,
  );

describe('the stream of alerts', () => {
  it('tells of each change, by an id that is its position, the alert as it then was', async () => {
    const listener = await ready();
    const [alertId] = await raise(1);
    await hears(listener, 1);
    const supervisor = await stack.as('supervisor');
    const { body } = await supervisor.get(`/alerts?caseId=${alertId!.replace(/-0$/, '')}`);
    const { person: _, ...listed } = body.items[0];
    expect(listener.alerts()).toMatchObject([
      { id: expect.stringMatching(/^\d+$/), data: { ...listed, alertId, change: 'raised', status: 'open' } },
    ]);
    expect(listener.alerts()[0]!.data['position']).toBe(listener.alerts()[0]!.id);
    expect(listener.heard[0]).toMatchObject({ event: 'ready', data: { lagMs: 0 } });
  });

  it('tells of everything that becomes of an alert, of a handover also to whom it was taken from', async () => {
    const [all, before, after] = [
      await ready(),
      await ready({ query: '?recipient=sgt-2022' }),
      await ready({ query: '?recipient=sgt-2001' }),
    ];
    const [alertId] = await raise(1);
    const until = '2026-11-29T09:00:00.000Z';
    const became: [string, object][] = [
      ['AlertAcknowledged', { withPlan: true }],
      ['AlertSnoozed', { until }],
      ['AlertAwoke', { recipient: 'sgt-2022' }],
      ['AlertUndeliverable', { recipient: 'sgt-2022' }],
      ['AlertHandedOver', { from: 'sgt-2022', to: 'sgt-2001' }],
      ['AlertWithdrawn', { reason: 'no-longer-owed' }],
    ];
    const concern = {
      alertId: 'concern',
      contactId: 'contact',
      rung: 'chased',
      recipient: 'sgt-2022',
      caughtUp: false,
    };
    const occurred = '2026-11-28T10:00:00.000Z';
    const facts: NewFact[] = [
      ...became.map(([type, data]) => ({ type, data: { alertId, ...data }, occurred })),
      { type: 'ConcernRaised', data: concern, occurred },
      { type: 'AlertCleared', data: { alertId: 'concern' }, occurred },
    ];
    const recording = { by: 'spec', requestId: 'spec', recorded: stack.clock.now() };
    await process().store.append([{ stream: `case-${alertId!.replace(/-0$/, '')}`, expected: 2, facts }], recording);
    await hears(all, 9);
    expect(all.alerts().map(({ data }) => [data['alertId'], data['change']])).toEqual([
      [alertId, 'raised'],
      [alertId, 'acknowledged'],
      [alertId, 'snoozed'],
      [alertId, 'awoke'],
      [alertId, 'undeliverable'],
      [alertId, 'handed-over'],
      [alertId, 'withdrawn'],
      ['concern', 'raised'],
      ['concern', 'cleared'],
    ]);
    expect(all.alerts()[2]!.data).toMatchObject({ status: 'snoozed', snoozedUntil: '2026-11-29T09:00:00Z' });
    const handovers = [before, after].map((one) => one.alerts().filter(({ data }) => data['change'] === 'handed-over'));
    expect(handovers.map((heard) => heard.map(({ data }) => data['recipient']))).toEqual([['sgt-2001'], ['sgt-2001']]);
  });

  it('can pass a proxy as it is: nothing keeps, packs or gathers it', async () => {
    const { headers, status } = await ready();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers).not.toHaveProperty('content-length');
  });

  it('tells each listener what it wants and nothing else', async () => {
    const south = await ready({ query: '?bcu=South%20Cumbria&status=open' });
    const north = await ready({ query: '?bcu=North%20Cumbria' });
    const mine = await ready({ query: '?recipient=sgt-2001&rung=missed' });
    const none = await ready({ query: '?status=cleared' });
    const [a] = await raise(1, process(), { bcu: 'South Cumbria' });
    const [b] = await raise(1, process(), { bcu: 'North Cumbria', recipient: 'sgt-2001' });
    const all = await ready({ last: '0' });
    await until(
      async () => told(all),
      (heard) => heard.includes(b!),
    );
    expect([south, north, mine, none].map(told)).toEqual([[a], [b], [b], []]);
  });

  it('goes on behind what was heard last, with nothing lost and nothing told twice, however often it is cut', async () => {
    let listener = await ready();
    const heard: string[] = [];
    const writers = [1, 2, 3].map(async () => {
      const ids: string[] = [];
      for (let round = 0; round < 25; round += 1) ids.push(...(await raise(1 + (round % 4))));
      return ids;
    });
    let last = listener.lastId();
    for (let cut = 0; cut < 12; cut += 1) {
      await sleep(60 + cut * 10);
      listener.close();
      heard.push(...told(listener));
      last = listener.lastId() ?? last;
      listener = await hear({ last });
    }
    const expected = (await Promise.all(writers)).flat();
    await until(
      async () => heard.length + told(listener).length,
      (count) => count >= expected.length,
    );
    await sleep(300);
    heard.push(...told(listener));
    expect(heard.toSorted()).toEqual(expected.toSorted());
  });

  it('skips nothing of a slower transaction that ends later, and tells how long the quick one has waited', async () => {
    const listener = await ready();
    const slow = process();
    let commit!: () => void;
    const may = new Promise<void>((resolve) => (commit = resolve));
    let written!: (ids: string[]) => void;
    const hasWritten = new Promise<string[]>((resolve) => (written = resolve));
    const ending = slow.work.run(async () => {
      written(await raise(1, slow));
      await may;
    });
    const [late] = await hasWritten;
    const [early] = await raise(1);
    const rows: { alertId: string; position: string }[] = await database.query(
      `select data->>'alertId' as "alertId", position from facts where data->>'alertId' = $1`,
      [early],
    );
    // The control: the quick one is there for whoever goes by position, and has the higher one.
    expect(rows).toHaveLength(1);
    await sleep(700);
    expect(told(listener)).toEqual([]);
    stack.clock.advance({ seconds: 7 });
    const second = await ready();
    expect(second.heard[0]!.data['lagMs']).toBeGreaterThanOrEqual(7_000);
    commit();
    await ending;
    await hears(listener, 2);
    expect(told(listener)).toEqual([late, early]);
    const third = await ready({ last: listener.alerts()[0]!.id });
    await hears(third, 1);
    expect(told(third)).toEqual([early]);
  });

  it('refuses an id that it never gave, and who is not signed in', async () => {
    for (const last of ['999999999999', 'nonsense', '-1']) expect((await hear({ last })).status).toBe(422);
    expect((await listen(stack.url, 'nobody')).status).toBe(401);
  });

  it('serves 1,200 listeners at once, each once, with one reader of the store', async () => {
    const crowd = await inWaves(Array.from({ length: 1_200 }, () => () => ready()));
    expect(crowd.filter(({ status }) => status !== 200)).toHaveLength(0);
    await sleep(500);
    const [before, since] = [await transactions(), Date.now()];
    await sleep(3_000);
    const perSecond = ((await transactions()) - before) / ((Date.now() - since) / 1_000);
    const began = Date.now();
    const ids = await raise(20);
    await Promise.all(crowd.map((each) => each.until(21)));
    const took = Date.now() - began;
    expect(crowd.filter((each) => told(each).join() !== ids.join())).toHaveLength(0);
    // Five rounds a second of one reader, and not of 1,200.
    expect(perSecond).toBeLessThan(100);
    expect(took).toBeLessThan(30_000);
    const again = await inWaves(crowd.slice(0, 200).map((each) => () => ready({ last: each.alerts()[9]!.id })));
    await Promise.all(again.map((each) => each.until(11)));
    expect(again.filter((each) => told(each).join() !== ids.slice(10).join())).toHaveLength(0);
  });
});

describe('a server that is asked to stop', () => {
  it('ends every stream, also of those who do not read, and stops within 5 s', async () => {
    const own = await startStack('2026-11-28T10:00:00Z');
    const ownToken = await tokenOf(own.url);
    const [listener, deaf] = await Promise.all([listen(own.url, ownToken), listen(own.url, ownToken)]);
    listening.push(listener, deaf);
    await listener.until(1);
    deaf.stopReading();
    const began = Date.now();
    await own.stop();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await listener.over).toBe('ended');
  });
});

/** A hundred at a time: client and server share one process here, and a small machine. */
async function inWaves<T>(all: readonly (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = [];
  for (let from = 0; from < all.length; from += 100)
    done.push(...(await Promise.all(all.slice(from, from + 100).map((each) => each()))));
  return done;
}

async function transactions(): Promise<number> {
  await database.query('select pg_stat_force_next_flush()').catch(() => undefined);
  const [row] = await database.query(
    'select xact_commit::int as n from pg_stat_database where datname = current_database()',
  );
  return row.n;
}
