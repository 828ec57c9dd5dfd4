import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type FreshDatabase, freshDatabase, templateOf } from './database.js';

const made: FreshDatabase[] = [];

afterAll(() => Promise.all(made.map((database) => database.drop())));

async function fresh(template?: string): Promise<FreshDatabase> {
  const database = await freshDatabase(template);
  made.push(database);
  return database;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const migrate = (url: string) => ask(url, 'CREATE TABLE facts AS SELECT 7 AS number').then(() => undefined);

describe('a fresh database', () => {
  it('is empty and its own', async () => {
    const one = await fresh();
    const other = await fresh();
    await migrate(one.owner);
    await expect(ask(other.owner, 'SELECT * FROM facts')).rejects.toMatchObject({ code: '42P01' });
  });

  it('is gone once dropped, even with somebody still connected', async () => {
    const database = await freshDatabase();
    const left = new pg.Client({ connectionString: database.url });
    left.on('error', () => undefined);
    await left.connect();
    await database.drop();
    await expect(ask(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await left.end().catch(() => undefined);
  });

  it('runs in UTC', async () => {
    const database = await fresh();
    // A server given with TEST_PG_URL keeps its own settings.
    const zone = (await ask(database.url, 'SHOW timezone'))[0]?.['TimeZone'];
    expect(process.env['TEST_PG_URL'] ? 'UTC' : zone).toBe('UTC');
  });
});

describe('text in a database', () => {
  // A server given with TEST_PG_URL keeps its own order.
  (process.env['TEST_PG_URL'] ? it.skip : it)(
    'sorts by code point, and knows the capitals of every script',
    async () => {
      const { url } = await fresh();
      expect(
        await ask(url, `SELECT array_agg(t ORDER BY t) AS sorted FROM unnest('{a,É,Z,é,z,_,1}'::text[]) t`),
      ).toEqual([{ sorted: ['1', 'Z', '_', 'a', 'z', 'É', 'é'] }]);
      expect(await ask(url, `SELECT lower('ÉÆ') AS lower, 'É' ILIKE 'é' AS like`)).toEqual([
        { lower: 'éæ', like: true },
      ]);
    },
  );
});

describe('a template', () => {
  it('is migrated once, however many ask for it at the same time', async () => {
    let times = 0;
    const counted = async (url: string) => {
      times++;
      await migrate(url);
    };
    const names = await Promise.all([1, 2, 3, 4].map(() => templateOf(counted, 'counted')));
    expect(new Set(names).size).toBe(1);
    expect(times).toBe(1);
  });

  it('gives every copy its rows, and no copy the rows of another', async () => {
    const template = await templateOf(migrate, 'copied');
    const [one, other] = await Promise.all([fresh(template), fresh(template)]);
    await ask(one.owner, 'INSERT INTO facts VALUES (8)');
    expect(await ask(one.owner, 'SELECT number FROM facts ORDER BY number')).toEqual([{ number: 7 }, { number: 8 }]);
    expect(await ask(other.owner, 'SELECT number FROM facts')).toEqual([{ number: 7 }]);
  });

  it('is not there after a migration that failed, and is made by the next that works', async () => {
    const fail = () => Promise.reject(new Error('no'));
    await expect(templateOf(fail, 'failing')).rejects.toThrow('no');
    const database = await fresh(await templateOf(migrate, 'failing'));
    expect(await ask(database.owner, 'SELECT number FROM facts')).toEqual([{ number: 7 }]);
  });

  it('can be made by a migration that leaves its connection open', async () => {
    const careless = async (url: string) => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
    };
    await expect(templateOf(careless, 'careless')).resolves.toMatch(/_template_careless$/);
  });
});
