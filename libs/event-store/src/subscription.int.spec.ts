import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { append, held, recording, trial, type Process, type Trial } from './event-store.fixture.js';
import { advance, type Subscription } from './subscription.js';
import type { RecordedFact } from './facts.js';

let at: Trial;
let one: Process;
let other: Process;
let streams = 0;

beforeAll(async () => {
  at = await trial({ alone: true });
  [one, other] = await Promise.all([at.process(), at.process()]);
  await at.owner.query('create table letters (fact text)');
  await at.owner.query('grant insert, select on letters to kept_informed_app');
});
afterAll(() => at.close());

/** Every spec has a subscription of its own and facts of a type of its own. */
let name: string;
let seen: string[];
beforeEach(() => {
  name = `spec-${(streams += 1)}`;
  seen = [];
});

const subscription = (handle: Subscription['handle'] = async () => undefined): Subscription => ({
  name,
  types: [name],
  handle: async (facts) => {
    seen.push(...facts.map(({ version }) => String(version)));
    await handle(facts);
  },
});
const put = (expected: number, count: number, by = one) =>
  by.store.append([append(name, expected, ...Array<string>(count).fill(name))], recording);
const run = (process: Process, of = subscription(), limit?: number) => advance(process.work, process.store, of, limit);
const write = async (facts: readonly RecordedFact[], process: Process) => {
  for (const { stream, version } of facts)
    await process.work.manager.query('insert into letters values ($1)', [`${stream}@${version}`]);
};
const letters = async (): Promise<number> =>
  (await at.owner.query('select count(*)::int as n from letters where fact like $1', [`${name}@%`]))[0].n;

const finishers: (() => void)[] = [];
afterEach(() => finishers.splice(0).forEach((finish) => finish()));

/** A handler that stays at work until told; `begun` resolves when it is. */
function busy() {
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  finishers.push(finish);
  let begin!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return { begun, finish, handle: () => (begin(), finished) };
}

describe('a subscription', () => {
  it('is handed the facts of its types in order, page by page, and goes on where it was', async () => {
    await one.store.append([append(`${name}-beside`, 0, 'SomethingElse')], recording);
    await put(0, 5);
    expect([await run(one, subscription(), 2), await run(other, subscription(), 2)]).toEqual([2, 2]);
    expect(await run(one, subscription(), 2)).toBe(1);
    expect(await run(one)).toBe(0);
    await put(5, 1);
    expect(await run(other)).toBe(1);
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('is not asked when there is nothing for it', async () => {
    const never = subscription(() => Promise.reject(new Error('asked')));
    expect(await run(one, never)).toBe(0);
  });

  it('is asked again after its handler threw, and what that wrote to the database is undone', async () => {
    await put(0, 3);
    const fails = subscription(async (facts) => {
      await write(facts, one);
      throw new Error('the letter box is shut');
    });
    await expect(run(one, fails)).rejects.toThrow('the letter box is shut');
    expect(await letters()).toBe(0);
    const works = subscription((facts) => write(facts, one));
    expect(await run(one, works)).toBe(3);
    expect(await run(one, works)).toBe(0);
    expect(await letters()).toBe(3);
    expect(seen).toEqual(['1', '2', '3', '1', '2', '3']);
  });

  it('is asked again by another process after one was killed at work', async () => {
    await put(0, 2);
    const killed = await at.process();
    const { begun, finish, handle } = busy();
    const [{ pid }] = await killed.work.run(async (manager) => manager.query('select pg_backend_pid() as pid'));
    const dies = run(killed, subscription(handle));
    await begun;
    await at.owner.query('select pg_terminate_backend($1)', [pid]);
    finish();
    await expect(dies).rejects.toThrow();
    expect(await run(other)).toBe(2);
    expect(seen).toEqual(['1', '2', '1', '2']);
  });

  it.each([
    ['from the first time on', 0],
    ['later', 1],
  ])('is never handled by two processes at once, %s', async (_, before) => {
    if (before) {
      await put(0, before);
      await run(one);
    }
    await put(before, 2);
    const { begun, finish, handle } = busy();
    const first = run(one, subscription(handle));
    await begun;
    expect(await run(other)).toBe(0);
    await put(before + 2, 1);
    expect(await run(other)).toBe(0);
    finish();
    expect(await first).toBe(2);
    expect(await run(other)).toBe(1);
    expect(seen).toEqual(
      [1, 2, 3]
        .slice(0, before + 3)
        .concat(before ? [4] : [])
        .map(String),
    );
  });

  it('that is slow does not hold up the others', async () => {
    await put(0, 1);
    await run(one);
    await put(1, 1);
    const { begun, finish, handle } = busy();
    const slow = run(one, subscription(handle));
    await begun;
    await put(2, 1, other);
    const quick = { name: `${name}-quick`, types: [name], handle: async () => undefined };
    expect(await advance(other.work, other.store, quick)).toBe(3);
    finish();
    expect(await slow).toBe(1);
  });

  it('waits for a transaction that could still bring an earlier fact, and then misses nothing', async () => {
    const late = await held(one.work, () => put(0, 1));
    await other.store.append([append(`${name}-quick`, 0, name, name)], recording);
    expect(await run(other)).toBe(0);
    await late.commit();
    expect(await run(other)).toBe(3);
  });

  it('does not look through the facts of others again and again', async () => {
    const at = async () =>
      (await one.database.query('select transaction::text from subscriptions where name = $1', [name]))[0]?.transaction;
    await put(0, 1);
    await run(one);
    const began = BigInt(await at());
    await one.store.append([append(`${name}-beside`, 0, 'SomethingElse')], recording);
    await run(one);
    // A few are not worth a write.
    expect(BigInt(await at())).toBe(began);
    for (let n = 0; n < 600; n += 1)
      await one.store.append([append(`${name}-beside-${n}`, 0, 'SomethingElse')], recording);
    expect(await run(one)).toBe(0);
    expect(BigInt(await at())).toBeGreaterThan(began + 500n);
    await put(1, 1);
    expect(await run(one)).toBe(1);
    expect(seen).toEqual(['1', '2']);
  });
});
