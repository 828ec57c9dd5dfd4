import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projections } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { caseOpened } from '../../../test/support/facts.js';
import { held, isPending, recording, refusal, waiting } from './event-store.fixture.js';
import { live } from './rebuild.fixture.js';
import { FactStore } from './fact-store.js';
import { openDatabase } from './database.js';
import type { AnyProjection } from './projections.js';
import { rebuild, tablesOf } from './rebuild.js';
import { UnitOfWork } from './unit-of-work.js';

let fresh: FreshDatabase;
let application: DataSource;
let owner: DataSource;
let work: UnitOfWork;
let store: FactStore;

/** The store as the tables' owner has it, who rebuilds. */
let ownWork: UnitOfWork;
let ownStore: FactStore;
const rebuilt = (of: readonly AnyProjection[] = projections, chunk?: number) =>
  rebuild(ownWork, ownStore, of, undefined, chunk);

beforeAll(async () => {
  fresh = await migratedDatabase();
  application = await openDatabase({ url: fresh.url });
  owner = await openDatabase({ url: fresh.owner, asOwner: true });
  work = new UnitOfWork(application);
  store = new FactStore(work, projections);
  ownWork = new UnitOfWork(owner);
  ownStore = new FactStore(ownWork, projections);
  await live(store);
});

afterAll(async () => {
  await Promise.all([application, owner].map((database) => database.destroy()));
  await fresh.drop();
});

/** All but when cases are looked at next: nobody knows that after a rebuild. */
const readTables = tablesOf(projections).filter((table) => table !== 'next_checks');

async function contents(tables: readonly string[]): Promise<Record<string, string[]>> {
  const entries = tables.map(async (table): Promise<[string, string[]]> => {
    const rows = await owner.query(`select t::text as row from ${table} t order by 1`);
    return [table, rows.map(({ row }: { row: string }) => row)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function allTables(): Promise<string[]> {
  const rows = await owner.query(
    `select case when schemaname = 'public' then tablename else format('%I.%I', schemaname, tablename) end as tablename
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  return rows.map(({ tablename }: { tablename: string }) => tablename);
}

describe('a rebuild', () => {
  it.each([5_000, 7, 2, 1])('leaves the read tables as they were, %i facts at a time', async (chunk) => {
    const before = await contents(readTables);
    // A spec about nothing would pass too.
    for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(0);
    const [{ n }] = await owner.query('select count(*)::int as n from facts');
    expect(await rebuilt(projections, chunk)).toBe(n);
    expect(await contents(readTables)).toEqual(before);
  });

  it('fills them from the facts alone, whatever was in them', async () => {
    const before = await contents(readTables);
    await owner.query(`delete from alerts; update cases set owner = 'nobody'; delete from obligation_versions`);
    await rebuilt();
    expect(await contents(readTables)).toEqual(before);
  });

  it('case 72 (spatie/laravel-event-projector#29): sends nothing: no fact is added, and no row of another table touched', async () => {
    const others = (await allTables()).filter((table) => !tablesOf(projections).includes(table));
    expect(others).toEqual(expect.arrayContaining(['facts', 'subscriptions', 'migrations']));
    const seen = async () => ({
      contents: await contents(others),
      // Where each row lies and who wrote it last: equal only if nobody even wrote the same again.
      facts: await owner.query('select ctid::text, xmin::text, position from facts order by position'),
      counts: Object.values(await contents(readTables)).map((rows) => rows.length),
    });
    const before = await seen();
    await rebuilt();
    expect(await seen()).toEqual(before);
  });

  it('has every case looked at in which something is open, and no other', async () => {
    await rebuilt();
    const looks = await owner.query(`select case_id, at = '-infinity' as due from next_checks order by 1`);
    expect(looks).toEqual(['c2', 'c3', 'c4'].map((case_id) => ({ case_id, due: true })));
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    const count = await rebuild(ownWork, ownStore, projections, (done) => told.push(done), 10);
    expect(told.at(-1)).toBe(count);
    expect(told.slice(0, 2)).toEqual([10, 20]);
  });

  it('is refused to the application', async () => {
    const before = await contents(readTables);
    expect(await refusal(rebuild(work, store, projections))).toBe('42501');
    expect(await contents(readTables)).toEqual(before);
  });

  it('that fails leaves the read tables as they were', async () => {
    const before = await contents(readTables);
    const no = () => {
      throw new Error('no');
    };
    const fails: AnyProjection = { tables: [], on: { AlertRaised: no } };
    await expect(rebuilt([...projections, fails])).rejects.toThrow('no');
    expect(await contents(readTables)).toEqual(before);
  });
});

describe('a rebuild beside others', () => {
  const opened = (id: string) => {
    const data = { caseId: id, kind: 'crime', reference: `CR/${id}/26` };
    return store.append(
      [{ stream: `case-${id}`, expected: 0, facts: [{ ...caseOpened('2026-03-02').fact, data }] }],
      recording,
    );
  };
  const caseCount = async (by: DataSource): Promise<number> =>
    (await by.query('select count(*)::int as n from cases'))[0].n;

  it('waits for a writer that has not ended, and has its facts too', async () => {
    const before = await caseCount(owner);
    const writer = await held(work, () => opened('late'));
    const rebuilding = rebuilt();
    await waiting(owner, 1);
    expect(await isPending(rebuilding)).toBe(true);
    await writer.commit();
    await rebuilding;
    expect(await caseCount(owner)).toBe(before + 1);
  });

  it('keeps writers waiting while readers go on with the old rows', async () => {
    const before = await caseCount(owner);
    let go!: () => void;
    const gone = new Promise<void>((resolve) => (go = resolve));
    const pauses: AnyProjection = { tables: [], on: {}, refilled: () => gone };
    const rebuilding = rebuilt([...projections, pauses]);
    for (let locked = 0; !locked;) {
      const rows = await owner.query(`select from pg_locks where mode = 'ShareRowExclusiveLock' and granted
        and relation = 'facts'::regclass and database = (select oid from pg_database where datname = current_database())`);
      locked = rows.length;
    }
    const writing = opened('patient');
    await waiting(owner, 1);
    expect(await isPending(writing)).toBe(true);
    expect(await caseCount(application)).toBe(before);
    go();
    await rebuilding;
    await writing;
    expect(await caseCount(application)).toBe(before + 1);
  });

  it('waits for whoever takes a case to reckon it and marks it again', async () => {
    const before = await contents(['unreckoned_cases']);
    const worker = await held(work, async (manager) => {
      await manager.query(`delete from unreckoned_cases where case_id = 'c2'`);
      await manager.query(`insert into unreckoned_cases values ('c2', '-infinity')`);
    });
    const rebuilding = rebuilt();
    await waiting(owner, 1);
    await worker.commit();
    await rebuilding;
    expect((await contents(['unreckoned_cases']))['unreckoned_cases']).toHaveLength(before['unreckoned_cases']!.length);
  });

  it('is of the tables that stand in, whatever its connection recorded before', async () => {
    const one = await openDatabase({ url: fresh.owner, asOwner: true, poolSize: 1 });
    const own = new FactStore(new UnitOfWork(one), projections);
    const byOne = () => rebuild(own.work, own, projections, undefined, 1);
    try {
      await byOne();
      const data = { caseId: 'same', kind: 'crime', reference: 'CR/same/26' };
      const facts = [{ ...caseOpened('2026-03-02').fact, data }];
      await own.append([{ stream: 'case-same', expected: 0, facts }], recording);
      const before = await contents(readTables);
      await byOne();
      expect(await contents(readTables)).toEqual(before);
    } finally {
      await one.destroy();
    }
  });

  it('waits for another rebuild', async () => {
    const before = await contents(readTables);
    await Promise.all([rebuilt(), rebuilt(), rebuilt()]);
    expect(await contents(readTables)).toEqual(before);
  });

  it('by a request that has written already and appends late does not end in a deadlock', async () => {
    const before = await caseCount(owner);
    await owner.query('create table if not exists notes_of_spec (n int)');
    await owner.query('grant insert on notes_of_spec to kept_informed_app');
    const request = work.run(async (manager) => {
      await manager.query('insert into notes_of_spec values (1)');
      return opened('noted');
    });
    await Promise.all([rebuilt(), request]);
    expect(await caseCount(owner)).toBe(before + 1);
  });
});
