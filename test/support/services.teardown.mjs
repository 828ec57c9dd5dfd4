import pg from 'pg';
import { dropLogIns } from './log-ins.mjs';

export default async function teardown() {
  // A server that is not ours outlives the run; leave nothing in it, also not what a failed spec did not drop.
  if (process.env.TEST_PG_URL) await dropDatabasesOfThisRun();
  await globalThis.keptInformedServices?.stop();
}

async function dropDatabasesOfThisRun() {
  const client = new pg.Client({ connectionString: process.env.KI_TEST_PG });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [
      `ki_${process.env.KI_TEST_RUN}_`,
    ]);
    for (const { name } of rows) {
      await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
  await dropLogIns(process.env.KI_TEST_PG);
}
