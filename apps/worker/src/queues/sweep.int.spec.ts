import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { redisUrl } from '../../../../test/support/redis.js';
import { openQueues, type Queues } from './queues.js';
import type { QueueConnection } from './store.js';
import type { Trouble } from './trouble.js';
import { queueOf, until } from './queues.fixtures.js';

let database: FreshDatabase;
let trials = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Opens the queues of one installation that no other spec sees, as another process of it would. */
type Open = () => Promise<Queues>;

async function onTrial(kind: QueueConnection['kind'], run: (open: Open) => Promise<void>): Promise<void> {
  const name = `s${process.pid}_${(trials += 1)}`;
  const connection = await queueOf(kind, database, name);
  const opened: Queues[] = [];
  try {
    await run(async () => {
      const queues = await openQueues(connection, { prefix: name });
      opened.push(queues);
      return queues;
    });
  } finally {
    await Promise.all(opened.map((queues) => queues.close()));
  }
}

/** What must hold of either. These specs mostly wait, so all of them wait at the same time. */
function contract(kind: QueueConnection['kind'], skipped = false) {
  const store = kind === 'redis' ? 'Redis' : 'PostgreSQL';
  const spec = (claim: string, run: (open: Open) => Promise<void>) => {
    (skipped ? it.skip : it.concurrent)(`the sweep on ${store} ${claim}`, () => onTrial(kind, run));
  };

  spec('yields one schedule (case 60, taskforcesh/bullmq#2876) when five replicas boot together', async (open) => {
    const replicas = await Promise.all(Array.from({ length: 5 }, open));
    let sweeps = 0;
    const began = Date.now();
    const handles = replicas.map((queues) => queues.sweepEvery(200, async () => void sweeps++));
    await until(() => handles.every(({ counts }) => counts.done + counts.elsewhere >= 12), 20_000);
    // A turn lasts 180 ms; the first and the last may lie across the ends. Without turns it would be 60 in 2.2 s.
    expect(sweeps).toBeLessThanOrEqual((Date.now() - began) / 180 + 2);
    expect(sweeps).toBeGreaterThanOrEqual(8);
    expect(handles.every(({ counts }) => counts.done + counts.elsewhere >= 12)).toBe(true);
  });

  spec('goes on at once when the replica that swept is gone', async (open) => {
    const [one, two] = await Promise.all([open(), open()]);
    let last = 0;
    one.sweepEvery(500, async () => undefined);
    await sleep(600);
    two.sweepEvery(500, async () => void (last = Date.now()));
    await one.close();
    const gone = Date.now();
    await until(() => last > gone, 12_000);
    // A turn of 450 ms, a tick of 500 ms, and much time for a busy machine.
    expect(last - gone).toBeLessThan(10_000);
  });

  spec('gives the turn of a sweep that throws to another replica', async (open) => {
    const [broken, sound] = await Promise.all([open(), open()]);
    const told: Trouble[] = [];
    broken.onTrouble((trouble) => told.push(trouble));
    const failing = broken.sweepEvery(200, () => Promise.reject(new Error('no database')));
    // By then both have their connections, and the timer of the broken one comes first.
    await until(() => failing.counts.failed >= 4);
    const { counts } = sound.sweepEvery(200, async () => undefined);
    await until(() => counts.done >= 4, 20_000);
    // Without it, the process whose timer comes first would have all of them.
    expect(counts.done).toBeGreaterThanOrEqual(4);
    expect(told).toMatchObject([{ part: 'sweep sweep', state: 'down' }]);
    expect([broken.healthy(), sound.healthy()]).toEqual([false, true]);
    expect(broken.lastError?.message).toBe('no database');
  });

  spec('sweeps one at a time in a process, and counts what a slow sweep kept out', async (open) => {
    const queues = await open();
    let now = 0;
    let most = 0;
    const { counts } = queues.sweepEvery(50, async () => {
      most = Math.max(most, ++now);
      await sleep(300);
      now--;
    });
    await until(() => counts.overrun > 5);
    expect(most).toBe(1);
    expect(counts.overrun).toBeGreaterThan(5);
  });
}

contract('postgres');
contract('redis', !redisUrl());
