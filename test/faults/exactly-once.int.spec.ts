import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, migrate, openDatabase, UnitOfWork, type RecordedFact } from '@kept-informed/event-store';
import { FollowUpStreams, projections, rulebookOf } from '@kept-informed/follow-up';
import type { ChildProcess } from 'node:child_process';
import type { DataSource } from 'typeorm';
import { migrations } from '../../apps/cli/src/migrations.js';
import { freshDatabase, templateOf, type FreshDatabase } from '../support/database.js';
import { openMany } from '../support/many-cases.js';
import { killed, said, spawnApp } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

const openedAt = '2026-01-15T10:00:00.000Z';
/** The end of 15 February, when the first update of each case is due. */
const dueAt = '2026-02-16T00:00:00.000Z';

let fresh: FreshDatabase;
let database: DataSource;
const book = rulebookOf(new DirectoryHolder(demoForceFile()).current);

/** Cases that all fall due at one instant; made once, and copied for each spec. */
async function begin(cases: number): Promise<string[]> {
  fresh = await freshDatabase(await templateOf((url) => openedIn(url, cases), `${cases}_cases`));
  database = await openDatabase({ url: fresh.url, poolSize: 6 });
  const rows: { id: string }[] = await database.query('select case_id as id from cases order by 1');
  return rows.map(({ id }) => id);
}

async function openedIn(url: string, cases: number): Promise<void> {
  await migrate(url, migrations);
  const making = await openDatabase({ url, poolSize: 2 });
  const store = new FactStore(new UnitOfWork(making), projections);
  await openMany(cases, openedAt, { store, book, clock: fixedClock(openedAt) });
  await making.destroy();
}

afterEach(async () => {
  await database?.destroy();
  await fresh?.drop();
});

/** How often each thing that must happen once was recorded. */
async function tally() {
  const [row] = await database.query(`select
    count(*) filter (where type = 'ObligationMissed')::int as missed,
    count(distinct data->>'obligationId') filter (where type = 'ObligationMissed')::int as missed_once,
    count(*) filter (where type = 'AlertRaised')::int as raised,
    count(distinct (data->>'obligationId', data->>'generation', data->>'rung')) filter (where type = 'AlertRaised')::int
      as raised_once
    from facts`);
  return row as { missed: number; missed_once: number; raised: number; raised_once: number };
}

/** A store that lets nobody go on before two have read. */
class BothReadFirst extends FactStore {
  reading = 0;
  #letGo!: () => void;
  readonly #bothHaveRead = new Promise<void>((resolve) => (this.#letGo = resolve));

  override async load(streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
    const found = await super.load(streams);
    this.reading += 1;
    if (this.reading === 2) this.#letGo();
    await this.#bothHaveRead;
    return found;
  }
}

describe('cases 53 and 56 (glpi-project/glpi#1996, zammad/zammad#5841): two that check the same cases at the same time', () => {
  it('raise each alert once, when both have read before either writes', async () => {
    const ids = await begin(150);
    const waiting = new BothReadFirst(new UnitOfWork(database), projections);
    const racers = [1, 2].map(() => new FollowUpStreams(waiting, () => book, fixedClock(dueAt)));
    const asked = { by: 'worker', requestId: 'race' };
    const added = await Promise.all(racers.map((racer) => racer.check(ids, asked)));
    expect(waiting.reading).toBe(2);
    expect(Math.min(...added)).toBe(0);
    expect(await tally()).toEqual({ missed: 150, missed_once: 150, raised: 300, raised_once: 300 });
  });
});

const backends = redisUrl() ? ['postgres', 'redis'] : ['postgres'];

describe.each(backends)('worker processes with the queue on %s', (backend) => {
  const cases = 3_000;
  const running = new Set<ChildProcess>();

  afterEach(async () => {
    await Promise.all([...running].map((child) => killed(child)));
    running.clear();
  });

  async function worker(): Promise<ChildProcess> {
    const child = spawnApp('worker/src/main.js', [], {
      DATABASE_URL: fresh.url,
      ...(backend === 'redis' && { REDIS_URL: redisUrl()!, QUEUE_PREFIX: new URL(fresh.url).pathname.slice(1) }),
      KEPT_INFORMED_CLOCK: dueAt,
      LOG_LEVEL: 'log',
    });
    running.add(child);
    await said(child, /Sweeping/);
    return child;
  }

  const settled = () =>
    until(
      async () =>
        (await database.query('select count(*)::int as count from obligations where wake_at <= $1', [dueAt]))[0].count,
      (count) => count === 0,
      60_000,
    );

  it('case 56: killed in the middle again and again, miss and alert once each', async () => {
    await begin(cases);
    const steady = await worker();
    for (let kill = 0; kill < 3; kill += 1) {
      const victim = await worker();
      await sleep(40 * kill);
      await killed(victim);
    }
    expect(await settled()).toBe(0);
    expect(await tally()).toEqual({ missed: cases, missed_once: cases, raised: 2 * cases, raised_once: 2 * cases });
    expect(await killed(steady, 'SIGTERM')).toBe(0);
  });

  it('case 67 (nestjs/bull#2069): asked to stop in the middle, ends within 5 s, leaves nothing undone or done twice', async () => {
    await begin(cases);
    const first = await worker();
    const asked = Date.now();
    expect(await killed(first, 'SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    await worker();
    expect(await settled()).toBe(0);
    expect(await tally()).toEqual({ missed: cases, missed_once: cases, raised: 2 * cases, raised_once: 2 * cases });
  });
});
