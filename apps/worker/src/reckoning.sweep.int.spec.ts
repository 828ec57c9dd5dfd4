import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, type FixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { OwnForce, TermsStreams } from '@kept-informed/commitments';
import { FactStore, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams, projections } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { assigned } from '../../../test/support/facts.js';
import { crime } from '../../../test/support/reported-cases.js';
import { until } from '../../../test/support/waiting.js';
import { ReckoningSweep } from './reckoning.sweep.js';

let fresh: FreshDatabase;
let database: DataSource;
let clock: FixedClock;
let streams: FollowUpStreams;
let worker: ReckoningSweep;

beforeEach(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.worker, poolSize: 4 });
  const work = new UnitOfWork(database);
  const store = new FactStore(work, projections);
  const force = new OwnForce(new DirectoryHolder(demoForceFile()), new TermsStreams(work, store));
  clock = fixedClock('2026-10-05T09:00:00Z');
  streams = new FollowUpStreams(store, force.heldRulebook, clock);
  worker = new ReckoningSweep(work, force, clock);
});

afterEach(async () => {
  await database.destroy();
  await fresh.drop();
});

const asked = { by: 'pc-1', requestId: 'spec' };

async function open(...caseIds: readonly string[]): Promise<void> {
  clock.set('2026-10-05T09:00:00Z');
  for (const id of caseIds)
    await streams.begin(
      id,
      () => [...crime(id, clock.now()), assigned('pc-1', clock.now())].map(({ fact }) => fact),
      asked,
    );
}

const keptUntil = () => database.query('select case_id, until_on::text from reckonings order by case_id');

describe('the sweep that keeps figures reckoned', () => {
  it('leaves a case alone of which something was recorded within ten minutes', async () => {
    await open('c1');
    clock.set('2026-10-05T09:09:59Z');
    expect(await worker.sweep()).toBe(0);
    clock.set('2026-10-05T09:10:01Z');
    expect(await worker.sweep()).toBe(1);
    expect(await worker.sweep()).toBe(0);
    expect(await keptUntil()).toEqual([{ case_id: 'c1', until_on: '2026-10-05' }]);
  });

  it('reckons an open case anew on each day, up to that day', async () => {
    await open('c1');
    clock.set('2026-10-05T22:30:00Z');
    expect(await worker.sweep()).toBe(1);
    // In the force's zone it is still the same day.
    clock.set('2026-10-05T22:59:00Z');
    expect(await worker.sweep()).toBe(0);
    clock.set('2026-10-05T23:01:00Z');
    expect(await worker.sweep()).toBe(1);
    expect(await keptUntil()).toEqual([{ case_id: 'c1', until_on: '2026-10-06' }]);
  });

  it('goes on until no case waits that is quiet', async () => {
    await open(...Array.from({ length: 101 }, (_, index) => `c${index}`));
    clock.set('2026-10-05T10:00:00Z');
    expect(await worker.sweep()).toBe(101);
    expect(await keptUntil()).toHaveLength(101);
  });

  it('is not kept waiting by whoever is recording, and leaves their case for later', async () => {
    await open('c1', 'c2');
    clock.set('2026-10-05T10:00:00Z');
    const recording = database.createQueryRunner();
    await recording.startTransaction();
    await recording.query(`update unreckoned_cases set changed_at = changed_at where case_id = 'c1'`);
    expect(await worker.sweep()).toBe(1);
    await recording.rollbackTransaction();
    await recording.release();
    expect(await keptUntil()).toEqual([{ case_id: 'c2', until_on: '2026-10-05' }]);
    expect(await database.query('select case_id from unreckoned_cases')).toEqual([{ case_id: 'c1' }]);
  });

  it('has PostgreSQL look at what is kept as soon as much is', async () => {
    const owner = await openDatabase({ url: fresh.owner, asOwner: true });
    const kept = ['reckonings', 'reckoned_obligations', 'reckoned_days', 'reckoned_spans'];
    // It would in a minute by itself.
    for (const table of kept) await owner.query(`alter table ${table} set (autovacuum_enabled = off)`);
    const analyzed = async (): Promise<string[]> => {
      await worker.sweep();
      const found = await owner.query('select distinct tablename from pg_stats where tablename = any ($1)', [kept]);
      return found.map(({ tablename }: { tablename: string }) => tablename);
    };
    await open('c1');
    clock.set('2026-10-05T10:00:00Z');
    expect(await analyzed()).toEqual([]);
    await owner.query(
      `insert into reckonings (case_id, recorded_at, holds_from, obligations_from, until_on, terms)
       select 'many-' || n, recorded_at, holds_from, obligations_from, until_on, terms from reckonings, generate_series(1, 3000) n`,
    );
    expect(await until(analyzed, ({ length }) => length > 0, 60_000)).toEqual(['reckonings']);
    await owner.destroy();
  });

  it('reckons each case once where two processes sweep at once', async () => {
    await open(...Array.from({ length: 20 }, (_, index) => `c${index}`));
    clock.set('2026-10-05T10:00:00Z');
    const [one, other] = await Promise.all([worker.sweep(), worker.sweep()]);
    expect(one + other).toBe(20);
    const doubled =
      'select case_id, obligation_id, due_on from reckoned_obligations group by 1, 2, 3 having count(*) > 1';
    expect(await database.query(doubled)).toEqual([]);
  });
});
