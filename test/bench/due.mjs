import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keys } from './support/desk-cases.mjs';
import { startRedis } from './support/redis.mjs';

const count = 10_000;
const openedAt = '2026-01-15T10:00:00.000Z';
/** The end of 15 February in London, when the first update of each case is due. */
const dueAt = '2026-02-16T00:00:00.000Z';
const dayBefore = '2026-02-15T00:00:00.000Z';

/**
 * Ten thousand obligations fall due at the same instant: how long one worker process takes from then until each is
 * recorded as missed and its alert raised, with the queue on either store. The rungs before that are climbed beforehand.
 */
export async function bench({ server, built }) {
  const product = await load(built);
  const dir = mkdtempSync(join(tmpdir(), 'kept-informed-bench-redis-'));
  const redis = await startRedis(dir);
  const seeded = await seed(server, product);
  const on = (name, queue) => async () => {
    const url = await server.database({ like: seeded });
    const { seconds, contacts } = await untilAllMissed(url, { url, ...queue }, product);
    return { [`queue on ${name}`]: seconds, [`slowest contact meanwhile, queue on ${name}`]: contacts.at(-1) };
  };
  const names = redis ? ['PostgreSQL', 'Redis'] : ['PostgreSQL'];
  return {
    title: `${count} obligations due at one instant, one worker process`,
    unit: 'seconds',
    contestants: {
      postgres: on('PostgreSQL', { kind: 'postgres' }),
      ...(redis && { redis: on('Redis', { kind: 'redis', url: redis.url }) }),
    },
    targets: names.flatMap((name) => [
      { of: `queue on ${name}`, over: 10, atMost: 1 },
      { of: `slowest contact meanwhile, queue on ${name}`, over: 0.2, atMost: 1 },
    ]),
    close: async () => {
      await redis?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function load(built) {
  const files = {
    calendar: 'libs/calendar/src/index.js',
    decisions: 'libs/decisions/src/index.js',
    directory: 'libs/directory/src/index.js',
    events: 'libs/event-store/src/index.js',
    followUp: 'libs/follow-up/src/index.js',
    runtime: 'libs/runtime/src/index.js',
    worker: 'apps/worker/src/index.js',
    configured: 'apps/worker/src/configuration.js',
  };
  const modules = Object.entries(files).map(async ([name, file]) => [name, await built(file)]);
  return Object.fromEntries(await Promise.all(modules));
}

/** The cases, opened in batches and brought up to the day before all of them are due. */
async function seed(server, { calendar, decisions, directory, events, followUp, worker }) {
  const url = await server.database();
  await events.migrate(url);
  await worker.prepareQueue(url, events.databaseRoles.worker);
  const database = await events.openDatabase({ url });
  const clock = calendar.fixedClock(openedAt);
  const holder = new directory.DirectoryHolder(directory.demoForceFile());
  const { store, streams } = followUp.domainOn({ database, clock, directory: holder });
  const asked = { by: 'bench', requestId: 'bench' };
  const ids = Array.from({ length: count }, (_, index) => decisions.idOf('bench', index));
  for (let from = 0; from < count; from += 500) {
    const slice = ids.slice(from, from + 500);
    await store.append(slice.map(opening(followUp)), { ...asked, recorded: openedAt });
    for (const at of [openedAt, dayBefore]) {
      clock.set(at);
      await streams.check(slice, asked);
    }
  }
  await database.query('analyze').catch(() => undefined);
  await database.destroy();
  return url;
}

const opening =
  ({ streamOf }) =>
  (caseId) => ({
    stream: streamOf(caseId),
    expected: 0,
    facts: [
      { type: 'CaseOpened', data: { caseId, kind: 'enquiry', reference: caseId }, occurred: openedAt },
      {
        type: 'ParticipantAdded',
        data: { participantId: `p-${caseId}`, role: 'enquirer', entitlement: 'unassessed' },
        occurred: openedAt,
      },
    ],
  });

/** Seconds from the due instant until the last of them is missed and told, and those that contacts took meanwhile. */
async function untilAllMissed(url, queue, product) {
  const { calendar, configured, directory, events, runtime, worker } = product;
  const database = await events.openDatabase({ url });
  const clock = calendar.fixedClock(dayBefore);
  const parts = { database, clock, directory: new directory.DirectoryHolder(directory.demoForceFile()) };
  const silent = { log() {}, warn() {}, error: console.error };
  const settings = { DATABASE_URL: url, QUEUE_PREFIX: `ki-bench-${Date.now()}`, ...keys };
  const configuration = runtime.loadConfiguration(configured.WorkerConfiguration, settings);
  const running = await worker.startWorker(parts, queue, configuration, silent);
  try {
    await sleep(1_000);
    if ((await missed(database)) > 0) throw new Error('They were due before their time');
    const began = performance.now();
    clock.set(dueAt);
    const meanwhile = { over: false };
    const contacts = recordContacts(url, clock, meanwhile, product);
    while ((await missed(database)) < count) await sleep(50);
    const seconds = (performance.now() - began) / 1000;
    meanwhile.over = true;
    return { seconds, contacts: await contacts };
  } finally {
    await running.close();
    await database.destroy();
  }
}

/** What a desk does meanwhile: a contact on another case every 100 ms. Answers how long each took, the slowest last. */
async function recordContacts(url, clock, meanwhile, { decisions, directory, events, followUp }) {
  const database = await events.openDatabase({ url });
  const holder = new directory.DirectoryHolder(directory.demoForceFile());
  const { streams } = followUp.domainOn({ database, clock, directory: holder });
  const took = [];
  for (let index = 0; !meanwhile.over; index += 1) {
    const caseId = decisions.idOf('bench', count - 1 - index);
    const data = {
      contactId: `contact-${index}`,
      participantIds: [`p-${caseId}`],
      direction: 'outbound',
      method: 'phone',
      outcome: 'no-answer',
      purpose: 'update',
      tells: [],
      route: 'unknown',
    };
    const began = performance.now();
    await streams.change(caseId, (_, now) => [{ type: 'ContactAttempted', data, occurred: now }], {
      by: 'bench',
      requestId: 'bench',
    });
    took.push((performance.now() - began) / 1000);
    await sleep(100);
  }
  await database.destroy();
  return took.sort((a, b) => a - b);
}

const missed = async (database) => {
  const [row] = await database.query(`select count(*)::int as missed from obligations o where missed
    and exists (select from alerts a where a.obligation_id = o.obligation_id and a.due_at >= o.due_at)`);
  return row.missed;
};
