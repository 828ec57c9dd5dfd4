import pg from 'pg';
import { until } from '../../support/waiting.js';
import type { Trial } from './trial.js';

/** Facts that nobody can record for now: whoever tries waits in the middle of a batch. */
export interface HeldFacts {
  /** Resolves when so many connections of workers wait. */
  awaited(count: number): Promise<void>;
  letGo(): Promise<void>;
}

/** By the tables' owner: no log-in of the product may lock them. */
export async function holdFacts({ owner, afterwards }: Trial): Promise<HeldFacts> {
  const client = new pg.Client({ connectionString: owner });
  client.on('error', () => undefined);
  await client.connect();
  afterwards(() => client.end().catch(() => undefined));
  await client.query('begin; lock table facts in share mode');
  const waiting = async (): Promise<number> => {
    const asked = `select count(*)::int as count from pg_locks join pg_stat_activity using (pid)
      where not granted and relation = 'facts'::regclass and application_name = 'kept-informed worker'`;
    // In a transaction the activity is looked at once otherwise.
    await client.query('select pg_stat_clear_snapshot()');
    return (await client.query(asked)).rows[0].count;
  };
  return {
    awaited: async (count) => void (await until(waiting, (some) => some >= count, 60_000)),
    letGo: async () => void (await client.query('rollback')),
  };
}

/** The middle of sending: some events have arrived, and not all. */
export async function inTheMiddleOfSending({ hooks, cases }: Trial): Promise<void> {
  const arrived = await until(
    async () => hooks[0]!.arrived.length,
    (count) => count > cases / 8,
    60_000,
  );
  if (arrived >= cases) throw new Error(`${arrived} events have arrived: not the middle.`);
}

/** How many alerts are recorded. */
export async function alertsOf({ database }: Trial): Promise<number> {
  return (await database.query(`select count(*)::int as count from facts where type = 'AlertRaised'`))[0].count;
}
