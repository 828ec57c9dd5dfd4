import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { statusAt } from './status.queries.js';

let fresh: FreshDatabase;
let database: DataSource;

beforeAll(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.url });
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

const known = `(values ('2026-03-02T08:00Z'::timestamptz, '2026-04-03T00:00Z'::timestamptz, null::timestamptz, null,
  null::timestamptz, $2::timestamptz, '{[2026-03-10T09:00Z,2026-03-11T09:00Z)}'::tstzmultirange))
  as o (arisen_at, due_at, lapsed_at, outcome, outcome_at, paused_at, stops)`;

/** What fell due on 3 April, and whose clock stood still for a day in March. */
describe('the status of what is owed', () => {
  it.each([
    ['2026-03-02T07:59:59.999Z', null, null],
    ['2026-03-10T08:59:59.999Z', null, 'open'],
    ['2026-03-10T09:00:00Z', null, 'paused'],
    ['2026-03-11T08:59:59.999Z', null, 'paused'],
    ['2026-03-11T09:00:00Z', null, 'open'],
    ['2026-03-20T00:00:00Z', null, 'open'],
    ['2026-04-03T00:00:00Z', null, 'missed'],
    ['2026-03-20T00:00:00Z', '2026-03-21T00:00:00Z', 'open'],
    ['2026-03-21T00:00:00Z', '2026-03-21T00:00:00Z', 'paused'],
    ['2026-04-20T00:00:00Z', '2026-04-02T23:59:59.999Z', 'paused'],
    ['2026-04-20T00:00:00Z', '2026-04-03T00:00:00Z', 'missed'],
  ])('at %s, paused since %s, is %s', async (at, pausedAt, status) => {
    const rows = await database.query(`select ${statusAt('o')} as status from ${known}`, [at, pausedAt]);
    expect(rows).toEqual([{ status }]);
  });
});
