import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { perSecond } from './support/rounds.mjs';

const atOnce = 16;
const seconds = 1.5;
const batchSize = 200;

const occurred = '2026-03-02T08:30:00.000Z';
const recorded = '2026-03-02T09:00:00.000Z';

/** A fact of the usual size: what is recorded of a call that reached somebody. */
const data = () => ({
  contactId: randomUUID(),
  participantIds: [randomUUID()],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  tells: ['arrest', 'bail'],
  route: 'safe',
});

/** Facts appended to new streams, each with its version checked and on disk before it is answered. No read tables. */
export async function bench({ server, built, peers }) {
  const [ours, emmett, plain] = await Promise.all([
    openOurs(server, built),
    openEmmett(server, peers),
    openPlain(server, built),
  ]);
  const measured = (work) => () => perSecond(work, { atOnce, seconds });
  return {
    title: `Facts appended, ${atOnce} at once`,
    unit: 'facts/s',
    contestants: {
      'emmett, one by one': measured(emmett.one),
      'ours, one by one': measured(ours.one),
      'plain insert': measured(plain.one),
      // Two batches at once are what a worker and a rival keep going; sixteen would only queue for the two cores.
      [`ours, ${batchSize} streams a batch`]: () => perSecond(ours.batch, { atOnce: 2, seconds }),
    },
    targets: [
      { of: 'ours, one by one', over: 'emmett, one by one', atLeast: 2 },
      { of: `ours, ${batchSize} streams a batch`, over: 'emmett, one by one', atLeast: 8 },
    ],
    close: () => Promise.all([ours, emmett, plain].map(({ close }) => close())),
  };
}

async function openOurs(server, built) {
  const { FactStore, migrate, openDatabase, UnitOfWork } = await built('libs/event-store/src/index.js');
  const url = await server.database();
  await migrate(url);
  const database = await openDatabase({ url, poolSize: atOnce });
  const store = new FactStore(new UnitOfWork(database));
  const append = () => ({
    stream: `case-${randomUUID()}`,
    expected: 0,
    facts: [{ type: 'ContactMade', data: data(), occurred }],
  });
  const put = async (size) => {
    const recording = { by: 'pc-1', requestId: randomUUID(), recorded };
    const results = await store.append(Array.from({ length: size }, append), recording);
    for (const { won } of results.values()) if (!won) throw new Error('Lost a stream that nobody else writes');
    return size;
  };
  return { one: () => put(1), batch: () => put(batchSize), close: () => database.destroy() };
}

async function openEmmett(server, peers) {
  const { getPostgreSQLEventStore } = await peers('@event-driven-io/emmett-postgresql');
  const { STREAM_DOES_NOT_EXIST } = await peers('@event-driven-io/emmett');
  const url = await server.database();
  const pool = new (await peers('pg')).default.Pool({ connectionString: url, max: atOnce });
  // Its idle connections are ended with the server; unheard, that would end the bench before it has spoken.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const one = async () => {
    const event = {
      type: 'ContactMade',
      data: data(),
      metadata: { occurred, recorded, by: 'pc-1', requestId: randomUUID() },
    };
    await store.appendToStream(`case-${randomUUID()}`, [event], { expectedStreamVersion: STREAM_DOES_NOT_EXIST });
    return 1;
  };
  return { one, close: () => store.close().then(() => pool.end()) };
}

/** What PostgreSQL does at best for one row a transaction: the same table, no contract. */
async function openPlain(server, built) {
  const { migrate } = await built('libs/event-store/src/index.js');
  const url = await server.database();
  await migrate(url);
  const pool = new pg.Pool({ connectionString: url, max: atOnce });
  pool.on('error', () => undefined);
  const insert = `insert into facts (stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id)
    values ($1, 1, 'ContactMade', 1, $2, $3, $4, 'pc-1', $5)`;
  const one = async () => {
    await pool.query(insert, [`case-${randomUUID()}`, JSON.stringify(data()), occurred, recorded, randomUUID()]);
    return 1;
  };
  return { one, close: () => pool.end() };
}
