import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { describeWithRedis, redisUrl } from '../../../../test/support/redis.js';
import type { Check } from './check.js';
import { openQueues, type Queues } from './queues.js';
import type { QueueConnection } from './store.js';
import type { Trouble } from './trouble.js';
import { prepareQueue } from './postgres.store.js';
import { queueOf, until } from './queues.fixtures.js';

let database: FreshDatabase;
let connection: QueueConnection;
let prefix: string;
const opened: Queues[] = [];

/** As another process of the same installation would open them. */
async function open(): Promise<Queues> {
  const queues = await openQueues(connection, { prefix });
  opened.push(queues);
  return queues;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((queues) => queues.close()));
});

const batch = (from: number, size: number) => Array.from({ length: size }, (_, i) => `case-${from + i}`);

function contract() {
  it('delivers every check once to two workers when all goes well', async () => {
    const [adder, one, two] = await Promise.all([open(), open(), open()]);
    const handled: string[] = [];
    const handle = async (job: { data: Check }) => void handled.push(...job.data.caseIds);
    await Promise.all([one.work('check', handle, { concurrency: 4 }), two.work('check', handle, { concurrency: 4 })]);
    const batches = Array.from({ length: 60 }, (_, i) => batch(i * 200, 200));
    expect(await adder.addCheck(batches)).toEqual({ offered: 60, left: 0 });
    await until(() => handled.length >= 12_000);
    await sleep(200);
    expect(handled.length).toBe(12_000);
    expect(new Set(handled).size).toBe(12_000);
    expect(await adder.counts()).toEqual({ check: { waiting: 0, active: 0, delayed: 0, failed: 0 } });
  });

  it('wakes an idle worker well within a second', async () => {
    const queues = await open();
    let woken = 0;
    await queues.work('check', async () => void (woken = Date.now()));
    await sleep(1_500); // Idle by then: a worker looks by itself once a second.
    const late: number[] = [];
    for (let i = 0; i < 7; i++) {
      woken = 0;
      const added = Date.now();
      await queues.addCheck([[`case-${i}`]]);
      await until(() => woken > 0);
      late.push(woken - added);
      await sleep(130);
    }
    // Looking once a second would give 500 ms on average.
    expect(late.sort((a, b) => a - b)[3]).toBeLessThan(250);
  });

  it('does not pile up the same check while nobody handles it', async () => {
    const queues = await open();
    for (let i = 0; i < 20; i++) await queues.addCheck([['case-1', 'case-2'], ['case-3'], []]);
    await queues.addCheck([['case-2', 'case-1']]);
    const { waiting } = await queues.queue('check').counts();
    // Twice as many when the five seconds of a window ended meanwhile.
    expect([2, 3, 4]).toContain(waiting);
  });

  it('takes the same check again as soon as it was handled', async () => {
    const queues = await open();
    let times = 0;
    await queues.work('check', async () => void times++);
    for (let wanted = 1; wanted <= 3; wanted++) {
      await queues.addCheck([['case-1']]);
      await until(() => times >= wanted, 2_000);
      await until(async () => (await queues.queue('check').counts()).active === 0);
    }
    expect(times).toBe(3);
  });

  it('case 70 (temporalio/temporal#8087): queues no more than 64 batches, and says what was left', async () => {
    const queues = await open();
    const batches = Array.from({ length: 100 }, (_, i) => [`case-${i}`]);
    expect(await queues.addCheck(batches)).toEqual({ offered: 64, left: 36 });
    expect(await queues.addCheck(batches.slice(64))).toEqual({ offered: 0, left: 36 });
    expect((await queues.counts())['check']!.waiting).toBe(64);
  });

  it('refuses a batch of more than 200', async () => {
    const queues = await open();
    await expect(queues.addCheck([batch(0, 201)])).rejects.toThrow('200');
  });

  it('tries a check that throws four times, keeps it without its words, and takes it again', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const attempts: number[] = [];
    const told: Trouble[] = [];
    let broken = true;
    for (const queues of [one, two]) {
      queues.onTrouble((trouble) => told.push(trouble));
      await queues.work('check', async ({ attempt }) => {
        attempts.push(attempt);
        if (broken) throw Object.assign(new TypeError('Jo Bloggs, 07700 900123'), { code: '23505' });
      });
    }
    await one.addCheck([['case-1']]);
    await until(async () => (await one.queue('check').counts()).failed === 1, 15_000);
    expect(attempts).toEqual([1, 2, 3, 4]);
    await until(() => told.length > 0);
    expect(told.map(({ part, state, error }) => [part, state, error?.message])).toEqual([
      ['check', 'failed', 'Jo Bloggs, 07700 900123'],
    ]);
    expect(one.healthy() && two.healthy()).toBe(true);
    expect(await keptWords()).toMatch(/TypeError 23505/);
    expect(await keptWords()).not.toMatch(/Bloggs/);
    broken = false;
    await one.addCheck([['case-1']]);
    await until(() => attempts.length === 5);
    expect(attempts[4]).toBe(1);
  });

  it('closes after the current job and leaves the next to others', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const ended: string[] = [];
    await one.work('check', async ({ data }: { data: Check }) => {
      await sleep(700);
      ended.push(`one ${data.caseIds[0]}`);
    });
    await two.addCheck([['case-1'], ['case-2']]);
    await until(async () => (await two.queue('check').counts()).active === 1);
    await one.close();
    expect(ended).toEqual(['one case-1']);
    expect(await two.queue('check').counts()).toMatchObject({ waiting: 1, active: 0, failed: 0 });
    await two.work('check', async ({ data }: { data: Check }) => void ended.push(`two ${data.caseIds[0]}`));
    await until(() => ended.length === 2);
    expect(ended).toEqual(['one case-1', 'two case-2']);
  });

  it('waits for a pause to end before it takes a job', async () => {
    const queues = await open();
    const handled: string[] = [];
    const worker = await queues.work('check', async ({ data }: { data: Check }) => void handled.push(...data.caseIds));
    await worker.pause();
    await queues.addCheck([['case-1']]);
    await sleep(1_300);
    expect(handled).toEqual([]);
    worker.resume();
    await until(() => handled.length > 0, 3_000);
    expect(handled).toEqual(['case-1']);
  });
}

/** All that is kept beside failed jobs, read behind BullMQ's back. */
let keptWords: () => Promise<string>;

async function sql(text: string, url = database.owner): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('on PostgreSQL', () => {
  beforeAll(async () => {
    database = await freshDatabase();
    keptWords = async () =>
      JSON.stringify([
        await sql(`select * from ${connection.schema}.job`),
        await sql(`select * from ${connection.schema}.event`),
      ]);
  });
  beforeEachSpec(() => queueOf('postgres', database, `q${randomBytes(4).toString('hex')}`));
  afterAll(() => database.drop());
  contract();

  it('has its tables made once when twelve migrate it together', async () => {
    const schema = `q${randomBytes(4).toString('hex')}`;
    await Promise.all(Array.from({ length: 12 }, () => prepareQueue(database.owner, 'kept_informed_worker', schema)));
    connection = { ...connection, schema };
    const queues = await open();
    await queues.addCheck([['case-1']]);
    expect((await queues.counts())['check']!.waiting).toBe(1);
  });

  it('is not opened before it was migrated, and needs no right to make anything in it', async () => {
    connection = { ...connection, schema: `q${randomBytes(4).toString('hex')}` };
    await expect(open()).rejects.toThrow('Run `kept-informed migrate`');
    await expect(sql(`create table ${connection.schema}.mine (x int)`, connection.url)).rejects.toThrow(
      'does not exist',
    );
    await prepareQueue(database.owner, 'kept_informed_worker', connection.schema);
    expect(await (await open()).addCheck([['case-1']])).toEqual({ offered: 1, left: 0 });
    await expect(sql(`create table ${connection.schema}.mine (x int)`, connection.url)).rejects.toThrow(
      'permission denied',
    );
  });
});

describeWithRedis('on Redis', () => {
  beforeAll(() => {
    keptWords = async () => {
      const redis = new Redis(redisUrl()!);
      const keys = await redis.keys(`${prefix}:check:*`);
      const hashes = await Promise.all(
        keys.map(async (key) => ((await redis.type(key)) === 'hash' ? redis.hgetall(key) : redis.dump(key))),
      );
      const events = await redis.xrange(`${prefix}:check:events`, '-', '+');
      redis.disconnect();
      return JSON.stringify([hashes, events]);
    };
  });
  beforeEachSpec(async () => ({ kind: 'redis', url: redisUrl()! }));
  contract();
});

function beforeEachSpec(next: () => Promise<QueueConnection>) {
  beforeEach(async () => {
    connection = await next();
    prefix = `t${randomBytes(4).toString('hex')}`;
  });
}
