import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { redisUrl } from '../../../../test/support/redis.js';
import type { Check } from './check.js';
import { openQueues } from './queues.js';
import type { QueueConnection } from './store.js';
import type { Trouble } from './trouble.js';
import { cuttableWay, type CuttableWay } from '../../../../test/support/cuttable-way.js';
import { queueOf, until } from './queues.fixtures.js';

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

type Trial = Awaited<ReturnType<typeof aProcess>> & { readonly way: CuttableWay };

let database: FreshDatabase;
let trials = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function onTrial(kind: QueueConnection['kind'], run: (trial: Trial) => Promise<void>): Promise<void> {
  const { url, schema } = await queueOf(kind, database, `outage${(trials += 1)}`);
  const way = await cuttableWay(url);
  const one = await aProcess({ kind, url: way.url, schema });
  try {
    one.due.add('before');
    await until(() => one.due.size === 0);
    await run({ ...one, way });
  } finally {
    await one.queues.close();
    way.close();
  }
}

/** Right after a sweep: of one that is cut off between its turn and what it adds is told as well. */
async function betweenSweeps({ sweep: { counts } }: Trial): Promise<void> {
  const { done } = counts;
  await until(() => counts.done > done);
}

/** What must hold of either. These specs mostly wait, so all of them wait at the same time. */
function contract(kind: QueueConnection['kind'], skipped = false) {
  const store = kind === 'redis' ? 'Redis' : 'PostgreSQL';
  const spec = (claim: string, run: (trial: Trial) => Promise<void>) => {
    (skipped ? it.skip : it.concurrent)(`${store} away: ${claim}`, () => onTrial(kind, run));
  };

  spec('loses nothing while cut off, is told twice, and catches up soon', async ({ way, ...one }) => {
    await betweenSweeps({ way, ...one });
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
    // BullMQ's own default would sit still for 15 s.
    expect(Date.now() - mended).toBeLessThan(10_000);
    await until(() => one.queues.healthy(), 20_000);
    one.due.add('after');
    const asked = Date.now();
    await until(() => one.due.size === 0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    await until(() => one.troubles.length >= 4, 6_000);
    const told = one.troubles.map(({ part, state }) => `${part} ${state}`).sort();
    expect(told).toEqual(['connection down', 'connection up', 'worker check down', 'worker check up']);
  });

  spec('finds out a silence, and catches up soon after it', async ({ way, ...one }) => {
    way.silence();
    one.due.add('during');
    await sleep(8_000);
    expect(one.queues.healthy()).toBe(false);
    expect(one.longest.add).toBeLessThan(4_500);
    const mended = Date.now();
    way.mend();
    await until(() => one.due.size === 0, 40_000);
    expect(Date.now() - mended).toBeLessThan(15_000);
    await until(() => one.queues.healthy(), 20_000);
    expect(one.queues.healthy()).toBe(true);
  });

  spec('throws from an add within 4.5 s while away, and adds again afterwards', async ({ way, queues }) => {
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
  });

  spec('closes within 7 s while away', async ({ way, queues }) => {
    way.cut();
    await sleep(500);
    const asked = Date.now();
    await queues.close();
    expect(Date.now() - asked).toBeLessThan(7_000);
  });

  spec('is refused at the start when nobody answers', async ({ way }) => {
    way.cut();
    await expect(openQueues({ kind, url: way.url })).rejects.toThrow();
  });
}

contract('postgres');
contract('redis', !redisUrl());
