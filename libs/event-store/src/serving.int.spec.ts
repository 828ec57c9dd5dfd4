import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { migrate, openDatabase } from './database.js';
import { databaseRoles, type DatabasePart } from './log-ins.js';
import { migrationFiles } from './migrations.js';
import { openAs, requireTables } from './serving.js';

let fresh: FreshDatabase;
/** A log-in of this spec, made to be the API's and changed by each case. */
const logIn = `ki_serving_${randomBytes(6).toString('hex')}`;
let url: string;

const asOwner = async (sql: string) => {
  const owner = await openDatabase({ url: fresh.owner, asOwner: true, poolSize: 1 });
  await owner.query(sql).finally(() => owner.destroy());
};

beforeAll(async () => {
  fresh = await migratedDatabase();
  url = Object.assign(new URL(fresh.owner), { username: logIn, password: 'x' }).href;
  await asOwner(`create role ${logIn} login password 'x' in role ${databaseRoles.api}`);
});

afterAll(async () => {
  await asOwner(`drop owned by ${logIn}; drop role ${logIn}`);
  await fresh.drop();
});

const opened = (part: DatabasePart, at: string) =>
  openAs(part, { url: at, poolSize: 1 }).then(
    (database) => database.destroy().then(() => 'served'),
    (error: Error) => error.message,
  );

describe('a log-in', () => {
  it('with the rights of its part serves it, and no other part', async () => {
    expect(await opened('api', fresh.api)).toBe('served');
    expect(await opened('worker', fresh.worker)).toBe('served');
    expect(await opened('api', fresh.worker)).toContain(
      'Its log-in lacks the rights of its part. Give the api the log-in',
    );
    expect(await opened('worker', fresh.api)).toContain('lacks the rights of its part');
  });

  it.each([
    ['as the owner signs in', ''],
    ['as the owner that takes on a lesser role', '?options=-c%20role%3Dkept_informed_api'],
    ['as the owner that takes on a lesser role in another spelling', '?options=--role%3Dkept_informed_api'],
  ])('of a superuser serves nothing: %s', async (_, options) => {
    expect(await opened('api', `${fresh.owner}${options}`)).toContain('Its log-in is a superuser. Give');
  });

  const inherits = `grant ki_more to ${logIn}`;
  it.each([
    ['remove facts', `grant delete on facts to ${logIn}`, `revoke delete on facts from ${logIn}`],
    ['empty the facts', `grant truncate on facts to ${logIn}`, `revoke truncate on facts from ${logIn}`],
    [
      'change one column of facts',
      `grant update (data) on facts to ${logIn}`,
      `revoke update (data) on facts from ${logIn}`,
    ],
    ['hang something on facts', `grant trigger on facts to ${logIn}`, `revoke trigger on facts from ${logIn}`],
  ])('that may %s is refused, and serves again without', async (_, given, taken) => {
    await asOwner(given);
    expect(await opened('api', url)).toContain('Its log-in may change or remove facts or their seals.');
    await asOwner(taken);
    expect(await opened('api', url)).toBe('served');
  });

  it.each([
    [
      'owns something',
      'create table of_more (x int); alter table of_more owner to ki_more',
      'owns the database or something in it',
    ],
    [
      'owns a function',
      'create function of_more() returns int language sql return 1; alter function of_more() owner to ki_more',
      'owns the database',
    ],
    ['may make roles', 'alter role ki_more createrole', 'may make roles'],
    ['may change facts', 'grant update on facts to ki_more', 'may change or remove facts or their seals'],
    ['may remove seals', 'grant delete on sealed_facts to ki_more', 'may change or remove facts or their seals'],
    ['may make tables', 'grant create on schema public to ki_more', 'may make objects beside the tables'],
    ['may write everything', 'grant pg_write_all_data to ki_more', 'may change or remove facts or their seals'],
    ['may run programs', 'grant pg_execute_server_program to ki_more', 'run programs there'],
  ])('that could take on a role that %s is refused', async (_, given, wrong) => {
    await asOwner(`create role ki_more noinherit; ${given}; ${inherits}`);
    try {
      expect(await opened('api', url)).toContain(wrong);
    } finally {
      await asOwner('drop owned by ki_more; drop role ki_more');
    }
    expect(await opened('api', url)).toBe('served');
  });

  it('is held to what its part reads: the worker sees nobody’s name, the API says nothing of workers', async () => {
    const denied = { driverError: { code: '42501' } };
    const [api, worker] = await Promise.all([
      openAs('api', { url: fresh.api, poolSize: 1 }),
      openAs('worker', { url: fresh.worker, poolSize: 1 }),
    ]);
    for (const table of ['people', 'routes', 'notes', 'idempotency_keys'])
      await expect(worker.query(`select from ${table}`)).rejects.toMatchObject(denied);
    await expect(worker.query(`update webhook_endpoints set url = 'x'`)).rejects.toMatchObject(denied);
    await expect(api.query('delete from worker_pulses')).rejects.toMatchObject(denied);
    await expect(api.query('update subscriptions set position = 0')).rejects.toMatchObject(denied);
    await Promise.all([api.destroy(), worker.destroy()]);
  });

  it('of a worker sees how long others have been writing, on which its readers wait', async () => {
    const [api, worker] = await Promise.all([
      openAs('api', { url: fresh.api, poolSize: 1, name: 'writes for long' }),
      openAs('worker', { url: fresh.worker, poolSize: 1 }),
    ]);
    await api.query('begin');
    await api.query('select pg_current_xact_id()');
    const seen = `select xact_start is not null as since from pg_stat_activity
      where application_name = 'writes for long' and backend_xid is not null`;
    expect(await worker.query(seen)).toEqual([{ since: true }]);
    await Promise.all([api.destroy(), worker.destroy()]);
  });

  it('whose address asks for options gets them, and ours beside', async () => {
    const at = `${fresh.api}?options=-c%20statement_timeout%3D1234%20-c%20timezone%3DAsia/Tokyo`;
    const database = await openAs('api', { url: at, poolSize: 1, patience: 5_000 });
    const [settings] = await database.query(`select current_setting('statement_timeout') as theirs,
      current_setting('timezone') as zone, current_setting('idle_in_transaction_session_timeout') as ours`);
    await database.destroy();
    expect(settings).toEqual({ theirs: '1234ms', zone: 'UTC', ours: '5s' });
  });
});

describe('tables that are older than this version', () => {
  it('serve nobody, who is told to migrate', async () => {
    const old = await freshDatabase();
    try {
      expect(await opened('api', old.api)).toMatch(
        /^The tables are older than this version \(0001-first, .*Run `kept-informed migrate`\.$/,
      );
      const files = migrationFiles();
      await migrate(old.owner, { files: files.slice(0, -1) });
      expect(await opened('worker', old.worker)).toContain(`older than this version (${files.at(-1)!.name}).`);
      await migrate(old.owner);
      expect(await opened('worker', old.worker)).toBe('served');
    } finally {
      await old.drop();
    }
  });

  it('are told of to whoever asks while serving', async () => {
    const database = await openDatabase({ url: fresh.api, poolSize: 1 });
    await requireTables(database);
    await asOwner(`delete from migrations where name like '0003%'`);
    await expect(requireTables(database)).rejects.toThrow('Run `kept-informed migrate`');
    await database.destroy();
  });
});
