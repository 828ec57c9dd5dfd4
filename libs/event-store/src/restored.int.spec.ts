import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { trial, type Trial } from './event-store.fixture.js';
import { advance } from './subscription.js';
import { start } from './checkpoint.js';
import { FactStore } from './fact-store.js';
import { migrate } from './database.js';
import { UnitOfWork } from './unit-of-work.js';

let fresh: Trial;
let owner: DataSource;

beforeAll(async () => {
  fresh = await trial({ alone: true });
  owner = fresh.owner;
});
afterAll(() => fresh?.close());

it('reads facts that were restored from a server that had come further, once it is migrated', async () => {
  const work = new UnitOfWork(owner);
  const store = new FactStore(work);
  const fact = { type: 'SomethingHappened', data: {}, occurred: '2026-11-24T09:00:00.000Z' };
  const recording = { by: 'spec', requestId: 'spec', recorded: fact.occurred };
  for (const stream of ['a', 'b', 'c']) await store.append([{ stream, expected: 0, facts: [fact] }], recording);
  const heard: string[] = [];
  const subscription = {
    name: 'spec',
    types: ['SomethingHappened'],
    handle: async (facts: readonly { stream: string }[]) => void heard.push(...facts.map(({ stream }) => stream)),
  };
  await advance(work, store, subscription, 2);
  expect(heard).toEqual(['a', 'b']);

  await owner.query(`update facts set transaction = (transaction::text::bigint + 900000000)::text::xid8`);
  await owner.query(`update subscriptions set transaction = (transaction::text::bigint + 900000000)::text::xid8`);
  expect((await store.readAfter(start, 10)).facts).toEqual([]);

  await migrate(fresh.ownerUrl);
  expect((await store.readAfter(start, 10)).facts.map(({ stream }) => stream)).toEqual(['a', 'b', 'c']);
  await advance(work, store, subscription, 10);
  expect(heard).toEqual(['a', 'b', 'c']);
});

it('sets back a checkpoint that the server has not come to, though its facts are all older', async () => {
  const work = new UnitOfWork(owner);
  const store = new FactStore(work);
  const heard: string[] = [];
  const subscription = {
    name: 'far ahead',
    types: ['Later'],
    handle: async (facts: readonly { stream: string }[]) => void heard.push(...facts.map(({ stream }) => stream)),
  };
  const put = (stream: string) => {
    const fact = { type: 'Later', data: {}, occurred: '2026-11-24T09:00:00.000Z' };
    const recording = { by: 'spec', requestId: 'spec', recorded: fact.occurred };
    return store.append([{ stream, expected: 0, facts: [fact] }], recording);
  };
  await put('before');
  await advance(work, store, subscription);
  // Where a reader looked through everything, its checkpoint lies behind all facts.
  await owner.query(`update subscriptions set transaction = '900000000', position = 0`);
  await migrate(fresh.ownerUrl);
  await put('after');
  await advance(work, store, subscription);
  expect(heard).toEqual(['before', 'after']);
});
