import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { describeWithRedis, redisUrl } from '../../../../test/support/redis.js';
import { openQueues, type QueueConnection, type Queues, type Trouble } from './index.js';
import { until } from './queues.fixtures.js';

let connection: QueueConnection;
let prefix: string;
let files = 0;
const opened: Queues[] = [];

/** As another process of the same installation would open them. */
async function open(): Promise<Queues> {
  const queues = await openQueues(connection, { prefix });
  opened.push(queues);
  return queues;
}

beforeEach(() => {
  prefix = `s${process.pid}-${++files}`;
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((queues) => queues.close()));
});

function contract() {
  it('case 60 (taskforcesh/bullmq#2876): yields one schedule when five replicas boot together', async () => {
    const replicas = await Promise.all(Array.from({ length: 5 }, open));
    let sweeps = 0;
    const handles = replicas.map((queues) => queues.sweepEvery(200, async () => void sweeps++));
    await sleep(3_000);
    // 3 s / 180 ms. Without turns it would be 75.
    expect(sweeps).toBeGreaterThanOrEqual(10);
    expect(sweeps).toBeLessThanOrEqual(17);
    expect(handles.every(({ counts }) => counts.done + counts.elsewhere >= 10)).toBe(true);
  }, 15_000);

  it('goes on at once when the replica that swept is gone', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    let last = 0;
    one.sweepEvery(500, async () => undefined);
    await sleep(600);
    two.sweepEvery(500, async () => void (last = Date.now()));
    await one.close();
    const gone = Date.now();
    await until(() => last > gone, 3_000);
    expect(last - gone).toBeLessThan(1_050);
  });

  it('gives the turn of a sweep that throws to another replica', async () => {
    const [broken, sound] = await Promise.all([open(), open()]);
    const told: Trouble[] = [];
    broken.onTrouble((trouble) => told.push(trouble));
    broken.sweepEvery(200, () => Promise.reject(new Error('no database')));
    const { counts } = sound.sweepEvery(200, async () => undefined);
    await sleep(2_000);
    // Every second tick at the least; without it, the process whose timer comes first would have all of them.
    expect(counts.done).toBeGreaterThanOrEqual(4);
    expect(told).toMatchObject([{ part: 'sweep sweep', state: 'down' }]);
    expect([broken.healthy(), sound.healthy()]).toEqual([false, true]);
    expect(broken.lastError?.message).toBe('no database');
  });

  it('sweeps one at a time in a process, and counts what a slow sweep kept out', async () => {
    const queues = await open();
    let now = 0;
    let most = 0;
    const { counts } = queues.sweepEvery(50, async () => {
      most = Math.max(most, ++now);
      await sleep(300);
      now--;
    });
    await sleep(1_000);
    expect(most).toBe(1);
    expect(counts.overrun).toBeGreaterThan(5);
  });
}

describe('the sweep on PostgreSQL', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => {
    connection = { kind: 'postgres', url: database.url, schema: `s${files}` };
  });
  afterAll(() => database.drop());
  contract();
});

describeWithRedis('the sweep on Redis', () => {
  beforeEach(() => {
    connection = { kind: 'redis', url: redisUrl()! };
  });
  contract();
});
