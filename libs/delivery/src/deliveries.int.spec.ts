import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kept-informed/calendar';
import { openDatabase, type UnitOfWork } from '@kept-informed/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { listMessages, resend } from './deliveries.queries.js';
import { Leases } from './leases.js';

let fresh: FreshDatabase;
let database: DataSource;
const plans: string[] = [];

/** Tells of each statement how it would be run, and runs none. */
const explaining = {
  query: async (text: string, values: unknown[]) => {
    const lines: { 'QUERY PLAN': string }[] = await database.query(`explain ${text}`, values);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
    return [];
  },
} as unknown as EntityManager;

/** 400,000 deliveries to the desk, without a message, and 100,000 in as many messages. */
beforeAll(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.url, poolSize: 2 });
  await database.query(
    `insert into messages (message_id, channel, recipient, body, state, not_before, created_at, changed_at, last_attempt)
     select 'm' || n, 'email', 'sgt-' || n % 300, '{}', 'sent', at, at, at, 11
     from (select n, timestamptz '2026-01-01' + n * interval '1 min' as at from generate_series(1, 100000) n) each`,
  );
  await database.query(
    `insert into deliveries (alert_id, channel, message_id, at, state)
     select 'a' || n, 'desk', '', timestamptz '2026-01-01', 'sent' from generate_series(1, 400000) n
     union all select 'a' || n, 'email', 'm' || n, timestamptz '2026-01-01', 'sent' from generate_series(1, 100000) n`,
  );
  await (await openOwner()).query('analyze messages, deliveries');
});
afterAll(async () => {
  await owner?.destroy();
  await database.destroy();
  await fresh.drop();
});

let owner: DataSource | undefined;
const openOwner = async () => (owner = await openDatabase({ url: fresh.owner, asOwner: true, poolSize: 1 }));

const after = { createdAt: '2026-02-01T00:00:00.000Z', messageId: 'm5' };
const leases = () => new Leases({ manager: explaining } as UnitOfWork, systemClock);
const leased = { messageId: 'm7', lease: '0f9c5d9e-0000-4000-8000-000000000000' } as never;
const ended = { state: 'sent', reason: null, retryIn: null, attempt: 1, tookMs: 5 } as const;

describe('on half a million deliveries', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['the list of messages', () => listMessages(explaining, {}, 51)],
    ['its next page', () => listMessages(explaining, { after }, 51)],
    ['the messages of an alert', () => listMessages(explaining, { alertId: 'a7' }, 51)],
    ['the end of an attempt', () => leases().end(leased, ended)],
    ['sending again', () => resend(explaining, 'm7', 'admin', '2026-03-01T00:00:00.000Z')],
  ])('%s looks no table through', async (_, ask) => {
    plans.length = 0;
    await ask();
    expect(plans).toHaveLength(1);
    expect(plans[0]).not.toMatch(/Seq Scan on (deliveries|messages)/);
  });
});
