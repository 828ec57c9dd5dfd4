import { setTimeout as sleep } from 'node:timers/promises';
import { cuttableWay, type CuttableWay } from '../support/cuttable-way.js';
import { ownRedis } from '../support/own-redis.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';
import { rungs } from './support/due-cases.js';
import { holdFacts, inTheMiddleOfSending } from './support/moments.js';
import { expectEachOnce } from './support/tally.js';
import { clockSpeed, fault, faultOn, type Trial } from './support/trial.js';

/** Milliseconds for which something is out of reach; OUTAGE_SECONDS=60 for a minute. */
const outage = Number(process.env['OUTAGE_SECONDS'] ?? 8) * 1_000;

async function wayOf(trial: Trial, url: string): Promise<CuttableWay> {
  const way = await cuttableWay(url);
  trial.afterwards(() => way.close());
  return way;
}

fault('the way to the database is cut in a batch, and silent in the middle of sending', {}, async (trial) => {
  const way = await wayOf(trial, trial.url);
  const held = await holdFacts(trial);
  await trial.worker({ DATABASE_URL: way.url });
  await held.awaited(2);
  way.cut();
  await held.letGo();
  await sleep(2_000);
  way.mend();
  await inTheMiddleOfSending(trial);
  way.silence();
  await sleep(outage);
  way.mend();
  await expectEachOnce(trial);
});

fault('PostgreSQL crashes in a batch, and is restarted in the middle of sending', { alone: true }, async (trial) => {
  const held = await holdFacts(trial);
  await trial.worker();
  await held.awaited(2);
  const [{ pid }] = await trial.database.query('select pg_backend_pid() as pid');
  // The server ends all others too when one of its processes dies so, and replays its log.
  process.kill(Number(pid), 'SIGKILL');
  await inTheMiddleOfSending(trial);
  await trial.server!.restart(2_000);
  await expectEachOnce(trial);
});

faultOn(
  'redis',
  'cases 61 and 63 (taskforcesh/bullmq#3063, #1658): Redis is killed in a batch and comes back empty',
  {},
  async (trial) => {
    const redis = await ownRedis();
    trial.afterwards(() => redis.stop());
    const held = await holdFacts(trial);
    for (let worker = 0; worker < 2; worker += 1) await trial.worker({ REDIS_URL: redis.url });
    await held.awaited(2);
    await redis.stop();
    await sleep(1_000);
    await held.letGo();
    await sleep(1_000);
    await redis.start();
    await expectEachOnce(trial);
  },
);

/** So that what follows falls due some seconds after the workers have begun. */
const soon = new Date(Date.parse(rungs['due-soon']) - 15_000 * clockSpeed).toISOString();

faultOn(
  'redis',
  'case 63 (taskforcesh/bullmq#1658): Redis is out of reach while everything falls due',
  { at: soon },
  async (trial) => {
    const way = await wayOf(trial, redisUrl()!);
    for (let worker = 0; worker < 2; worker += 1) await trial.worker({ REDIS_URL: way.url });
    way.silence();
    await until(
      async () => trial.clock.now(),
      (now) => now > rungs['due-soon'],
    );
    await sleep(outage);
    way.mend();
    await expectEachOnce(trial);
  },
);
