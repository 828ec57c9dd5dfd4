import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.js';
import { redisUrl } from '../../../../test/support/redis.js';
import type { Check } from './check.js';
import { openQueues, type Queues } from './queues.js';
import type { QueueConnection } from './store.js';
import { queueOf, until } from './queues.fixtures.js';

let database: FreshDatabase;
let trials = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Queues that no other spec sees, opened as often as a spec has processes. */
interface Trial {
  readonly open: () => Promise<Queues>;
  readonly killedMidJob: () => Promise<void>;
}

async function onTrial(kind: QueueConnection['kind'], run: (trial: Trial) => Promise<void>): Promise<void> {
  const name = `w${process.pid}_${(trials += 1)}`;
  const connection = await queueOf(kind, database, name);
  const opened: Queues[] = [];
  const open = async () => {
    const queues = await openQueues(connection, { prefix: name });
    opened.push(queues);
    return queues;
  };
  try {
    await run({ open, killedMidJob: () => killedMidJob(connection, name) });
  } finally {
    await Promise.all(opened.map((queues) => queues.close()));
  }
}

/** Takes one check and never ends it. BullMQ itself, with our times, because a child cannot read TypeScript. */
async function killedMidJob({ kind, url, schema }: Required<QueueConnection>, prefix: string): Promise<void> {
  const script = `
    import { Worker, createPostgresBackend } from 'bullmq';
    const [kind, url, schema, prefix] = process.argv.slice(1);
    const options = kind === 'redis' ? { connection: { url }, prefix } : { connection: { connectionString: url, schema } };
    new Worker('check', () => new Promise(() => console.log('taken')), { ...options, lockDuration: 10000, stalledInterval: 2500 },
      kind === 'redis' ? undefined : createPostgresBackend);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, kind, url, schema, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What must hold of either. These specs mostly wait, so all of them wait at the same time. */
function contract(kind: QueueConnection['kind'], skipped = false) {
  const store = kind === 'redis' ? 'Redis' : 'PostgreSQL';
  const spec = (claim: string, run: (trial: Trial) => Promise<void>) => {
    (skipped ? it.skip : it.concurrent)(`a worker on ${store} ${claim}`, () => onTrial(kind, run));
  };

  spec('delivers the job of a killed worker to another, within 16 s', async ({ open, killedMidJob }) => {
    const queues = await open();
    await queues.addCheck([['killed']]);
    await killedMidJob();
    const killed = Date.now();
    const handled: string[] = [];
    await queues.work('check', async ({ data }: { data: Check }) => void handled.push(...data.caseIds));
    await until(() => handled.length > 0, 20_000);
    expect(handled).toEqual(['killed']);
    expect(Date.now() - killed).toBeLessThan(16_000);
  });

  spec('does not wait for that where the next sweep brings the same check: 6 s', async ({ open, killedMidJob }) => {
    const queues = await open();
    await queues.addCheck([['killed']]);
    await killedMidJob();
    const killed = Date.now();
    let handled = 0;
    await queues.work('check', async () => void (handled ||= Date.now()));
    queues.sweepEvery(500, async () => void (handled || (await queues.addCheck([['killed']]))));
    await until(() => handled > 0, 20_000);
    expect(handled - killed).toBeLessThan(6_000);
  });

  spec('closes after 4 s though a job has not ended, and the job is delivered to another', async ({ open }) => {
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
  });
}

contract('postgres');
contract('redis', !redisUrl());
