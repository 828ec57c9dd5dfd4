import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/waiting.js';
import { cuttableWay } from '../../../test/support/cuttable-way.js';
import { freshDatabase } from '../../../test/support/database.js';
import { append, recording, refusal, told, trial, type Process, type Trial } from './event-store.fixture.js';
import { isDatabaseAway } from './database-away.js';
import { migrate, openDatabase } from './database.js';
import { migrationFiles } from './migrations.js';
import { FactStore } from './fact-store.js';
import { openAs } from './serving.js';
import { UnitOfWork } from './unit-of-work.js';

const denied = '42501';
let at: Trial;
let one: Process;

beforeAll(async () => {
  at = await trial();
  one = await at.process();
  await one.store.append([append('kept', 0, 'A')], recording);
});
afterAll(() => at.close());

describe('a log-in of the application', () => {
  it('reads facts and adds to them', async () => {
    expect(await told(one.store, 'kept')).toEqual(['1 A']);
  });

  it.each([
    `update facts set data = '{}'`,
    `update facts set data = '{}' where false`,
    'delete from facts',
    'truncate facts',
    'drop table facts',
    'alter table facts add column more text',
    'alter table facts disable trigger all',
    'create index more on facts (type)',
    'select * from facts for update',
    `insert into facts (stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id)
      values ('kept', 1, 'B', 1, '{}', now(), now(), 'x', 'x') on conflict (stream, version) do update set type = 'B'`,
    'truncate subscriptions',
    'delete from subscriptions',
    'delete from migrations',
    'create table mine (x int)',
    'set role none; delete from facts',
    'reset role; delete from facts',
    'reset session authorization; delete from facts',
    'set role postgres',
    'set role kept_informed_app; delete from facts',
  ])('is refused: %s', async (sql) => {
    expect(await refusal(one.database.query(sql))).toBe(denied);
    expect(await told(one.store, 'kept')).toEqual(['1 A']);
  });
});

const names = migrationFiles().map(({ name }) => name);

describe('migrating', () => {
  it('five at once runs each migration once, and then never again', async () => {
    const fresh = await freshDatabase();
    try {
      const runs = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(fresh.owner)));
      expect(runs.flat()).toEqual(names);
      expect(await migrate(fresh.owner)).toEqual([]);
      const database = await openDatabase({ url: fresh.url });
      const store = new FactStore(new UnitOfWork(database));
      expect((await store.append([append('s', 0, 'A')], recording)).get('s')!.won).toBe(true);
      await database.destroy();
    } finally {
      await fresh.drop();
    }
  });

  it('that fails leaves nothing and no lock, and works when tried again', async () => {
    const fresh = await freshDatabase();
    const [first] = migrationFiles();
    const fails = { ...first!, sql: `${first!.sql}; select 1 / 0` };
    try {
      expect(await refusal(migrate(fresh.owner, { files: [fails] }))).toBe('22012');
      expect(await migrate(fresh.owner)).toEqual(names);
    } finally {
      await fresh.drop();
    }
  });

  it('needs no superuser: who owns the database and may make roles can migrate, and make the log-ins', async () => {
    const fresh = await freshDatabase();
    const owner = `ki_owner_${randomBytes(6).toString('hex')}`;
    const superuser = await openDatabase({ url: fresh.owner, asOwner: true });
    const as = (user: string) => Object.assign(new URL(fresh.owner), { username: user, password: 'päss/wörd' }).href;
    const logIns = { api: as(`${owner}_api`), worker: as(`${owner}_worker`) };
    try {
      await superuser.query(`create role ${owner} login createrole password 'päss/wörd'`);
      // The roles are there already, made by somebody else: they must let this one grant them.
      const made = ['kept_informed_app', 'kept_informed_api', 'kept_informed_worker'];
      await superuser.query(`grant ${made.join(', ')} to ${owner} with admin option`);
      await superuser.query(`alter database ${new URL(fresh.owner).pathname.slice(1)} owner to ${owner}`);
      for (const _ of ['at first', 'again']) await migrate(as(owner), { logIns });
      const database = await openAs('api', { url: logIns.api });
      const store = new FactStore(new UnitOfWork(database));
      expect((await store.append([append('s', 0, 'A')], recording)).get('s')!.won).toBe(true);
      expect(await refusal(database.query('delete from facts'))).toBe(denied);
      // A log-in is replaced by another, without a stop: both are good until the first is dropped.
      const next = { api: as(`${owner}_api_next`) };
      await migrate(as(owner), { logIns: next });
      const after = await openAs('api', { url: next.api });
      for (const one of [database, after]) expect(await one.query('select 1 as one')).toEqual([{ one: 1 }]);
      await database.destroy();
      await superuser.query(`drop role ${owner}_api`);
      await expect(openAs('api', { url: logIns.api })).rejects.toMatchObject({ code: '28P01' });
      await after.destroy();
      await (await openAs('worker', { url: logIns.worker })).destroy();
      const own = { logIns: { api: as(owner) } };
      await expect(migrate(as(owner), own)).rejects.toThrow(
        `The api must not sign in as ${owner}, who owns the tables.`,
      );
    } finally {
      await superuser.destroy();
      await fresh.drop();
      for (const role of [`${owner}_api`, `${owner}_api_next`, `${owner}_worker`, owner])
        await at.owner.query(`drop role if exists ${role}`);
    }
  });
});

describe('a pool', () => {
  it('replaces connections that the server ended while nothing was asked of them', async () => {
    const lost: Error[] = [];
    const database = await at.open({ name: 'ended idle', poolSize: 3, onTrouble: (error) => lost.push(error) });
    const ask = () => Promise.all([1, 2, 3].map(() => database.query('select pg_sleep(0.05), 7 as seven')));
    await ask();
    const ended = await at.owner.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'ended idle'`,
    );
    expect(ended).toHaveLength(3);
    expect((await ask()).map(([{ seven }]) => seven)).toEqual([7, 7, 7]);
    expect(lost).toHaveLength(3);
  });

  it('gives up a unit of work whose connection is ended, stores nothing of it, and works on', async () => {
    const { work, store } = await at.process();
    const cut = work.run(async (manager) => {
      await store.append([append('cut', 0, 'A')], recording);
      const [{ pid }] = await manager.query('select pg_backend_pid() as pid');
      await at.owner.query('select pg_terminate_backend($1, 5000)', [pid]);
      await store.append([append('cut', 1, 'B')], recording);
    });
    await expect(cut).rejects.toThrow();
    expect(await told(store, 'cut')).toEqual([]);
    await work.run(() => store.append([append('cut', 0, 'C')], recording));
    expect(await told(store, 'cut')).toEqual(['1 C']);
  });

  it('is refused where there is no database', async () => {
    const url = new URL(at.url);
    url.pathname = '/ki_not_there';
    expect(await refusal(openDatabase({ url: url.href }))).toBe('3D000');
  });

  it('reads instants as instants and local dates as the text they are', async () => {
    const [row] = await one.database.query(
      `select current_setting('timezone') as zone, date '2026-03-29' as day, timestamptz '2026-03-29 01:30+01' as instant`,
    );
    expect(row).toEqual({ zone: 'UTC', day: '2026-03-29', instant: '2026-03-29T00:30:00.000Z' });
  });
});

describe('waiting', () => {
  const patience = 700;

  it('for a server that has fallen silent comes to an end, and the next question finds it again', async () => {
    const way = await cuttableWay(at.url);
    const database = await at.open({ url: way.url, patience });
    const work = new UnitOfWork(database);
    const asked = work.run(async (manager) => {
      await manager.query('select 1');
      way.silence();
      await manager.query('select 2');
    });
    await expect(asked).rejects.toThrow('The database has said nothing for 1700 ms.');
    way.mend();
    expect(await database.query('select 3 as answer')).toEqual([{ answer: 3 }]);
    way.close();
  });

  it('for a transaction that stands still comes to an end: the server undoes it, and lets others record', async () => {
    const frozen = new FactStore(new UnitOfWork(await at.open({ patience })));
    const other = new FactStore(new UnitOfWork(await at.open({ patience: 60_000 })));
    let others: Promise<unknown> | undefined;
    const standing = frozen.together(async () => {
      await frozen.append([append('waited-for', 0, 'A')], recording);
      others = other.append([append('waited-for', 0, 'B')], recording);
      await others;
      await frozen.append([append('waited-for', 1, 'A')], recording);
    });
    const reason =
      'The connection to the database had ended: terminating connection due to idle-in-transaction timeout.';
    const thrown: unknown = await standing.catch((error: unknown) => error);
    expect([thrown, isDatabaseAway(thrown)]).toEqual([expect.objectContaining({ message: reason }), true]);
    await others;
    expect(await told(other, 'waited-for')).toEqual(['1 B']);
  });

  it('for a statement comes to an end, and the server does not work on it for nobody', async () => {
    const database = await at.open({ patience, name: 'waited-for' });
    await expect(database.query('select pg_sleep(60)')).rejects.toMatchObject({ driverError: { code: '57014' } });
    const asked = `select from pg_stat_activity where application_name = 'waited-for' and state = 'active'`;
    const other = await at.open();
    await until(
      () => other.query(asked),
      (active) => active.length === 0,
      10_000,
      100,
    );
  });

  it('is as long as it takes for a statement of the owner', async () => {
    const owner = await at.open({ asOwner: true, patience: 100 });
    expect(await owner.query('select 1 as answer from pg_sleep(0.4)')).toEqual([{ answer: 1 }]);
  });
});
