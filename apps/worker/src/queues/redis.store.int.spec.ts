import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { ownRedis, type OwnRedis } from '../../../../test/support/own-redis.js';
import { describeWithRedis } from '../../../../test/support/redis.js';
import type { Check } from './check.js';
import { openQueues, type Queues } from './queues.js';
import { until } from './queues.fixtures.js';

let redis: OwnRedis;
const opened: Queues[] = [];

async function open(url = redis.url): Promise<Queues> {
  const queues = await openQueues({ kind: 'redis', url });
  opened.push(queues);
  return queues;
}

describeWithRedis('a Redis that forgets', () => {
  beforeAll(async () => {
    redis = await ownRedis();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queues) => queues.close()));
  });
  afterAll(() => redis.stop());

  /** Two processes that sweep and handle; `due` stands for the database. */
  async function started() {
    const due = new Set<string>();
    const processes = await Promise.all([open(), open()]);
    for (const queues of processes) {
      await queues.work('check', async ({ data }: { data: Check }) =>
        data.caseIds.forEach((caseId) => due.delete(caseId)),
      );
      queues.sweepEvery(500, async () => void (due.size > 0 && (await queues.addCheck([[...due]]))));
    }
    due.add('before');
    await until(() => due.size === 0);
    return { due, processes };
  }

  it('case 61 (taskforcesh/bullmq#3063): is swept on at once after all its keys were thrown away', async () => {
    const { due, processes } = await started();
    due.add('flushed');
    expect(await redis.flush()).toBe(true);
    const flushed = Date.now();
    await until(() => due.size === 0);
    expect(Date.now() - flushed).toBeLessThan(5_000);
    await until(() => processes.every((queues) => queues.healthy()));
  });

  it('is swept on when a turn was left in it that never ends', async () => {
    const { due } = await started();
    const client = new Redis(redis.url);
    await client.set('ki-turn:sweep', '1', 'PX', 3_600_000);
    client.disconnect();
    due.add('stuck');
    const asked = Date.now();
    await until(() => due.size === 0);
    expect(Date.now() - asked).toBeLessThan(5_000);
  });

  it('makes adds fail at once while it is down, and catches up soon when it is back, empty', async () => {
    const { due, processes } = await started();
    await redis.stop();
    const asked = Date.now();
    await expect(processes[0]!.addCheck([['case-1']])).rejects.toThrow();
    // Not only when the 4 s of an unanswered question are over.
    expect(Date.now() - asked).toBeLessThan(3_000);
    due.add('while down');
    await until(() => !processes[0]!.healthy(), 3_000);
    await redis.start();
    const back = Date.now();
    await until(() => due.size === 0, 15_000);
    expect(Date.now() - back).toBeLessThan(10_000);
    await until(() => processes.every((queues) => queues.healthy()), 15_000);
    expect(processes.map((queues) => queues.healthy())).toEqual([true, true]);
  });

  it('drops a job that is flushed away under its worker without ado', async () => {
    const queues = await open();
    let started = 0;
    await queues.work('check', async () => {
      started++;
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await queues.addCheck([['case-1']]);
    await until(() => started === 1);
    await redis.flush();
    await queues.addCheck([['case-1']]);
    await until(() => started === 2);
    expect(started).toBe(2);
  });
});

describeWithRedis('case 65 (taskforcesh/bullmq#2215): a Redis that may evict', () => {
  it.each(['allkeys-lru', 'volatile-ttl'])('is refused with %s, and told how to set it', async (policy) => {
    const evicting = await ownRedis(policy);
    try {
      await expect(open(evicting.url)).rejects.toThrow(/noeviction.*redis-cli config set maxmemory-policy noeviction/s);
    } finally {
      await evicting.stop();
    }
  });
});
