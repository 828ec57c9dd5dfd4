import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ownServer, type OwnServer } from '../../../test/support/own-server.js';
import { append, recording, refusal } from './event-store.fixture.js';
import { migrate, openDatabase } from './database.js';
import { FactStore } from './fact-store.js';
import { openAs } from './serving.js';
import { UnitOfWork } from './unit-of-work.js';

/** On the server that all specs share the application's role is there already. */
let own: OwnServer;
let superuser: DataSource;
let server: string;

beforeAll(async () => {
  own = await ownServer();
  server = own.url;
  superuser = await openDatabase({ url: server, asOwner: true });
});

afterAll(async () => {
  await superuser?.destroy();
  await own?.stop();
});

function url(database: string, user?: string): string {
  const to = new URL(server);
  to.pathname = `/${database}`;
  if (user) [to.username, to.password] = [user, 'of-this-spec'];
  return to.href;
}

/** Migrates all these at once, on a server without the role, and uses each as the application. */
async function migrateAtOnce(databases: readonly string[], user?: string): Promise<void> {
  for (const name of databases) await superuser.query(`create database ${name} ${user ? `owner ${user}` : ''}`);
  await Promise.all(databases.map((name) => migrate(url(name, user))));
  for (const name of databases) {
    const logIn = url(name, `${name}_api`);
    await migrate(url(name, user), { logIns: { api: logIn } });
    const database = await openAs('api', { url: logIn });
    const store = new FactStore(new UnitOfWork(database));
    expect((await store.append([append('s', 0, 'A')], recording)).get('s')!.won).toBe(true);
    expect(await refusal(database.query('delete from facts'))).toBe('42501');
    await database.destroy();
    await superuser.query(`drop database ${name} with (force)`);
    await superuser.query(`drop role ${name}_api`);
  }
  await superuser.query('drop role kept_informed_api, kept_informed_worker, kept_informed_app');
}

describe('on a server that never saw this application', () => {
  it('databases migrated at the same time make its role once', async () => {
    for (let round = 0; round < 2; round += 1) await migrateAtOnce(['a', 'b', 'c']);
  });

  it('so do they by an owner who is no superuser', async () => {
    await superuser.query(`create role owner login createrole password 'of-this-spec'`);
    for (let round = 0; round < 2; round += 1) await migrateAtOnce(['d', 'e', 'f'], 'owner');
  });
});
