import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, migrate, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { Force, projections, TermsStreams } from '@kept-informed/follow-up';
import type { ChildProcess } from 'node:child_process';
import type { DataSource } from 'typeorm';
import { parse, stringify } from 'yaml';
import { migrations } from '../../apps/cli/src/migrations.js';
import { freshDatabase, templateOf, type FreshDatabase } from '../support/database.js';
import { openMany } from '../support/many-cases.js';
import { killed, said, spawnApp } from '../support/processes.js';
import { mailServer, type ArrivedMail, type Receiver } from '../support/receivers.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

const openedAt = '2026-01-15T10:00:00.000Z';
/** The end of 15 February, when the first update of each case is missed. */
const missedAt = '2026-02-16T00:00:00.000Z';
const each = 25;

const south = { staffId: 'pc-1234', team: 'barrow-lpt', area: { bcu: 'South Cumbria', lpt: 'Barrow' } };
const north = { staffId: 'pc-1001', team: 'north-crime-desk', area: { bcu: 'North Cumbria', lpt: 'Carlisle' } };

/** In the south nobody can be reached, up to the last; in the north only the sergeant cannot. */
const refused = ['pc-1234', 'sgt-2022', 'insp-6003', 'perf-3001', 'sgt-2001'];

const backends = redisUrl() ? ['postgres', 'redis'] : ['postgres'];

describe.each(backends)('alerts whose recipients the mail server refuses, with the queue on %s', (backend) => {
  let fresh: FreshDatabase;
  let database: DataSource;
  let server: Receiver<ArrivedMail>;
  let folder: string;
  const running = new Set<ChildProcess>();

  afterEach(async () => {
    await Promise.all([...running].map((child) => killed(child)));
    await server?.close();
    await database?.destroy();
    await fresh?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function begin(): Promise<void> {
    fresh = await freshDatabase(await templateOf(openedIn, 'unreached'));
    database = await openDatabase({ url: fresh.url, poolSize: 4 });
    server = await mailServer({ refusal: (to) => (refused.includes(to.split('@')[0]!) ? 550 : undefined) });
    folder = mkdtempSync(join(tmpdir(), 'ki-unreached-'));
    const force = parse(readFileSync(demoForceFile(), 'utf8'));
    writeFileSync(join(folder, 'force.yaml'), stringify({ ...force, delivery: { digestMinutes: 0 } }));
  }

  async function worker(): Promise<ChildProcess> {
    const child = spawnApp('worker/src/main.js', [], {
      DATABASE_URL: fresh.url,
      ...(backend === 'redis' && { REDIS_URL: redisUrl()!, QUEUE_PREFIX: new URL(fresh.url).pathname.slice(1) }),
      KEPT_INFORMED_CLOCK: missedAt,
      FORCE_FILE: join(folder, 'force.yaml'),
      SMTP_URL: server.url,
    });
    running.add(child);
    await said(child, /Sweeping/);
    return child;
  }

  /** How many facts of a type there are by rung and by whom they name, as `missed sgt-2022 25`. */
  async function tally(type: string, who: string): Promise<string[]> {
    const rows = await database.query(
      `select a.rung, f.data->>$2 as who, count(*)::int as count, count(distinct f.data->>'alertId')::int as alerts
       from facts f join alerts a on a.alert_id = f.data->>'alertId' where f.type = $1 group by 1, 2 order by 1, 2`,
      [type, who],
    );
    return rows.map(
      (row: any) => `${row.rung} ${row.who} ${row.count}${row.count === row.alerts ? '' : ' not once each'}`,
    );
  }

  it('climb once for each failure until somebody is reached or nobody is left, also when workers are killed', async () => {
    await begin();
    await worker();
    for (let kill = 1; kill <= 4; kill += 1) {
      const victim = await worker();
      await sleep(350 * kill);
      await killed(victim);
    }
    await worker();
    const last = () => tally('AlertUndeliverable', 'recipient');
    await until(last, (found) => found.filter((line) => line.endsWith(`perf-3001 ${each}`)).length === 2, 120_000);
    await sleep(1_500);
    expect(await last()).toEqual([
      `due-soon insp-6003 ${each}`,
      `due-soon pc-1234 ${each}`,
      `due-soon perf-3001 ${each}`,
      `due-soon sgt-2022 ${each}`,
      `missed insp-6003 ${each}`,
      `missed perf-3001 ${each}`,
      `missed sgt-2001 ${each}`,
      `missed sgt-2022 ${each}`,
    ]);
    expect(await tally('AlertHandedOver', 'to')).toEqual([
      `due-soon insp-6003 ${each}`,
      `due-soon perf-3001 ${each}`,
      `due-soon sgt-2022 ${each}`,
      `missed insp-6001 ${each}`,
      `missed insp-6003 ${each}`,
      `missed perf-3001 ${each}`,
    ]);
    const told = new Map(server.arrived.map(({ messageId, to }) => [messageId, to.split('@')[0]!]));
    const reached = (who: string) => [...told.values()].filter((one) => one === who).length;
    expect([reached('pc-1001'), reached('insp-6001'), told.size]).toEqual([each, each, 2 * each]);
  }, 240_000);
});

async function openedIn(url: string): Promise<void> {
  await migrate(url, migrations);
  const making = await openDatabase({ url, poolSize: 2 });
  const work = new UnitOfWork(making);
  const store = new FactStore(work, projections);
  const force = new Force(new DirectoryHolder(demoForceFile()), new TermsStreams(work, store));
  const parts = { store, book: await force.rulebook(), clock: fixedClock(openedAt) };
  for (const owned of [south, north]) await openMany(each, openedAt, parts, owned);
  await making.destroy();
}
