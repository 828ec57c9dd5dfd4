import { once } from 'node:events';
import { cuttableWay } from '../../support/cuttable-way.js';
import type { Trial } from './trial.js';

/** Where in its work a worker dies: with the nth thing that it says to a server, which still gets there or does not. */
export interface Point {
  readonly nth: number;
  readonly arrives: boolean;
}

/**
 * A worker process that is killed by -9 at such a point: in the middle of a batch, of a transaction, or with its COMMIT
 * on the way. Resolves when it is dead.
 */
export async function mortal(trial: Trial, { nth, arrives }: Point): Promise<void> {
  let said = 0;
  const passing = () => {
    said += 1;
    if (said === nth) child.kill('SIGKILL');
    return said < nth || arrives;
  };
  const { DATABASE_URL, REDIS_URL } = trial.env;
  const ways = await Promise.all([DATABASE_URL, REDIS_URL].map((url) => url && cuttableWay(url, passing)));
  const [database, redis] = ways.map((way) => way || undefined);
  const env = { DATABASE_URL: database!.url, ...(redis && { REDIS_URL: redis.url }) };
  const child = trial.start('worker/src/main.js', [], env);
  await once(child, 'exit');
  database!.close();
  redis?.close();
}
