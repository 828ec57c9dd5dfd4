import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { describeWithRedis, redisUrl } from '../../../../test/support/redis.js';
import { type Check, openQueues, type QueueConnection, type Queues, type Trouble } from './index.js';
import { cuttableWay, until } from './queues.fixtures.js';

/** One process of the product: sweeps for what is due and handles it. `due` stands for the database. */
async function aProcess(connection: QueueConnection) {
  const queues = await openQueues(connection, { prefix: `t${randomBytes(4).toString('hex')}` });
  const troubles: Trouble[] = [];
  const due = new Set<string>();
  queues.onTrouble((trouble) => troubles.push(trouble));
  await queues.work(
    'check',
    async ({ data }: { data: Check }) => data.caseIds.forEach((caseId) => due.delete(caseId)),
    {
      concurrency: 4,
    },
  );
  const longest = { add: 0 };
  const sweep = queues.sweepEvery(500, async () => {
    const asked = Date.now();
    try {
      if (due.size > 0) await queues.addCheck([[...due]]);
    } finally {
      longest.add = Math.max(longest.add, Date.now() - asked);
    }
  });
  return { queues, troubles, due, sweep, longest };
}

let way: Awaited<ReturnType<typeof cuttableWay>>;
let open: Queues[] = [];
let server: () => QueueConnection;

function contract() {
  beforeEach(async () => {
    way = await cuttableWay(server().url);
  });
  afterEach(async () => {
    await Promise.all(open.map((queues) => queues.close()));
    open = [];
    way.close();
  });

  async function started() {
    const one = await aProcess({ ...server(), url: way.url });
    open.push(one.queues);
    one.due.add('before');
    await until(() => one.due.size === 0);
    return one;
  }

  it('loses nothing while cut off, is told twice, and catches up within 3 s', async () => {
    const one = await started();
    way.cut();
    one.due.add('during');
    await sleep(5_000);
    expect(one.queues.healthy()).toBe(false);
    expect(one.queues.lastError?.message).toBeTruthy();
    expect(one.due).toEqual(new Set(['during']));
    expect(one.sweep.counts.unreachable).toBeGreaterThan(5);
    const mended = Date.now();
    way.mend();
    await until(() => one.due.size === 0, 20_000);
    expect(Date.now() - mended).toBeLessThan(3_000);
    await until(() => one.queues.healthy(), 20_000);
    one.due.add('after');
    const asked = Date.now();
    await until(() => one.due.size === 0);
    expect(Date.now() - asked).toBeLessThan(1_500);
    await until(() => one.troubles.length >= 4, 6_000);
    const told = one.troubles.map(({ part, state }) => `${part} ${state}`).sort();
    expect(told).toEqual(['connection down', 'connection up', 'worker check down', 'worker check up']);
  }, 60_000);

  it('finds out a silence, and catches up within 8 s after it', async () => {
    const one = await started();
    way.silence();
    one.due.add('during');
    await sleep(8_000);
    expect(one.queues.healthy()).toBe(false);
    expect(one.longest.add).toBeLessThan(4_500);
    const mended = Date.now();
    way.mend();
    await until(() => one.due.size === 0, 40_000);
    expect(Date.now() - mended).toBeLessThan(8_000);
    await until(() => one.queues.healthy(), 20_000);
    expect(one.queues.healthy()).toBe(true);
  }, 60_000);

  it('throws from an add within 4.5 s while away, and adds again afterwards', async () => {
    const { queues } = await started();
    way.cut();
    await sleep(50);
    const asked = Date.now();
    await expect(queues.addCheck([['case-1']])).rejects.toThrow();
    await expect(queues.counts()).rejects.toThrow();
    expect(Date.now() - asked).toBeLessThan(9_000);
    way.mend();
    await until(
      () =>
        queues.addCheck([['case-1']]).then(
          () => true,
          () => false,
        ),
      5_000,
    );
    await expect(queues.addCheck([['case-1']])).resolves.toMatchObject({ offered: 1 });
  }, 30_000);

  it('closes within 7 s while away', async () => {
    const { queues } = await started();
    way.cut();
    await sleep(500);
    const asked = Date.now();
    await queues.close();
    expect(Date.now() - asked).toBeLessThan(7_000);
  }, 30_000);

  it('is refused at the start when nobody answers', async () => {
    way.cut();
    await expect(openQueues({ ...server(), url: way.url })).rejects.toThrow();
  }, 10_000);
}

describe('PostgreSQL away', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    server = () => ({ kind: 'postgres', url: database.url });
  });
  afterAll(() => database.drop());
  contract();
});

describeWithRedis('Redis away', () => {
  beforeAll(() => {
    server = () => ({ kind: 'redis', url: redisUrl()! });
  });
  contract();
});
