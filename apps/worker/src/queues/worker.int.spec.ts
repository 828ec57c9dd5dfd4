import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { describeWithRedis, redisUrl } from '../../../../test/support/redis.js';
import { type Check, openQueues, type QueueConnection, type Queues } from './index.js';
import { until } from './queues.fixtures.js';

let connection: QueueConnection;
const opened: Queues[] = [];
const prefix = `w${process.pid}`;

async function open(): Promise<Queues> {
  const queues = await openQueues(connection, { prefix });
  opened.push(queues);
  return queues;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((queues) => queues.close()));
});

/** Takes one check and never ends it. BullMQ itself, with our times, because a child cannot read TypeScript. */
async function killedMidJob(): Promise<void> {
  const script = `
    import { Worker, createPostgresBackend } from 'bullmq';
    const [kind, url, schema, prefix] = process.argv.slice(1);
    const options = kind === 'redis' ? { connection: { url }, prefix } : { connection: { connectionString: url, schema } };
    new Worker('check', () => new Promise(() => console.log('taken')), { ...options, lockDuration: 10000, stalledInterval: 2500 },
      kind === 'redis' ? undefined : createPostgresBackend);`;
  const { kind, url, schema = 'queue' } = connection;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, kind, url, schema, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function contract() {
  it('delivers the job of a killed worker to another, within 16 s', async () => {
    const queues = await open();
    await queues.addCheck([['killed']]);
    await killedMidJob();
    const killed = Date.now();
    const handled: string[] = [];
    await queues.work('check', async ({ data }: { data: Check }) => void handled.push(...data.caseIds));
    await until(() => handled.length > 0, 20_000);
    expect(handled).toEqual(['killed']);
    expect(Date.now() - killed).toBeLessThan(16_000);
  }, 40_000);

  it('does not wait for that where the next sweep brings the same check: 6 s', async () => {
    const queues = await open();
    await queues.addCheck([['killed']]);
    await killedMidJob();
    const killed = Date.now();
    let handled = 0;
    await queues.work('check', async () => void (handled ||= Date.now()));
    queues.sweepEvery(500, async () => void (handled || (await queues.addCheck([['killed']]))));
    await until(() => handled > 0, 20_000);
    expect(handled - killed).toBeLessThan(6_000);
    // Its first copy is found and delivered too, and must not be left to the spec that follows.
    await until(async () => (await queues.queue('check').counts()).active === 0, 20_000);
  }, 40_000);

  it('closes after 4 s though a job has not ended, and the job is delivered to another', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    let letItEnd: () => void = () => undefined;
    let started = false;
    await one.work('check', async () => {
      started = true;
      await new Promise<void>((resolve) => (letItEnd = resolve));
    });
    await one.addCheck([['slow']]);
    await until(() => started);
    const asked = Date.now();
    await one.close();
    expect(Date.now() - asked).toBeGreaterThan(3_900);
    expect(Date.now() - asked).toBeLessThan(6_000);
    const handled: string[] = [];
    await two.work('check', async ({ data }: { data: Check }) => void handled.push(...data.caseIds));
    await until(() => handled.length > 0, 20_000);
    expect(handled).toEqual(['slow']);
    letItEnd();
    await sleep(100);
  }, 40_000);
}

describe('a worker on PostgreSQL', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    connection = { kind: 'postgres', url: database.url };
  });
  afterAll(() => database.drop());
  contract();
});

describeWithRedis('a worker on Redis', () => {
  beforeAll(() => {
    connection = { kind: 'redis', url: redisUrl()! };
  });
  contract();
});
