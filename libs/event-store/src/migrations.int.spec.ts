import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { freshDatabase, migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { migrate, openDatabase } from './database.js';
import { migrationFiles, type MigrationFile } from './migrations.js';
import { schemaOf } from './schema.fixture.js';

let fresh: FreshDatabase;
let owner: DataSource;

beforeAll(async () => {
  fresh = await migratedDatabase();
  owner = await openDatabase({ url: fresh.owner, asOwner: true });
});
afterAll(async () => {
  await owner.destroy();
  await fresh.drop();
});

/** The schema of a database that was brought up to each of these releases, one after the other. */
async function schemaAfter(...releases: readonly (readonly MigrationFile[])[]): Promise<string[]> {
  const old = await freshDatabase();
  for (const files of releases) await migrate(old.owner, { files });
  const database = await openDatabase({ url: old.owner, asOwner: true });
  const schema = await schemaOf(database);
  await database.destroy();
  await old.drop();
  return schema;
}

const files = migrationFiles();
const next = { name: '9999-next', sql: 'alter table cases add column next text' };

describe('a database', () => {
  it('that went through every release is as one that is made today', async () => {
    expect(await schemaAfter(...files.map((_, at) => files.slice(0, at + 1)))).toEqual(await schemaOf(owner));
  });

  it('of today takes what comes next as one that is made then', async () => {
    const all = [...files, next];
    const upgraded = await schemaAfter(files, all);
    expect(upgraded).toEqual(await schemaAfter(all));
    expect(upgraded).toContain('column cases.next text');
  });

  it.each([
    'create table more (id text)',
    'create unlogged table more (id text)',
    'alter table cases alter column bcu set not null',
    `alter table cases alter column bcu set default 'x'`,
    'alter table facts alter column position drop identity',
    'alter table alerts drop constraint alerts_once',
    'alter table alerts add constraint alerts_about check (obligation_id is not null or contact_id is not null)',
    'drop index facts_in_order',
    'alter function append_facts reset enable_seqscan',
    'grant delete on facts to kept_informed_app',
    'revoke insert on cases from kept_informed_app',
  ])('with something else in it is told apart: %s', async (sql) => {
    const runner = owner.createQueryRunner();
    await runner.startTransaction();
    const before = await schemaOf(runner);
    await runner.query(sql);
    expect(await schemaOf(runner)).not.toEqual(before);
    await runner.rollbackTransaction();
    await runner.release();
  });
});
