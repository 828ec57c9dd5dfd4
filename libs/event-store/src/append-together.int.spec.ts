import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  append,
  held,
  isPending,
  recording,
  told,
  trial,
  waiting,
  type Process,
  type Trial,
} from './event-store.fixture.js';

let at: Trial;
let one: Process;
let other: Process;

beforeAll(async () => {
  at = await trial();
  [one, other] = await Promise.all([at.process(), at.process()]);
});
afterAll(() => at.close());

describe('an append to streams together', () => {
  it('given that each stands where it is expected, then all of it is stored', async () => {
    await one.store.append([append('here', 0, 'A')], recording);
    const facts = await one.store.appendTogether([append('here', 1, 'B'), append('there', 0, 'X', 'Y')], recording);
    expect([facts!.get('here')!.length, facts!.get('there')!.length]).toEqual([1, 2]);
    expect(await told(one.store, 'here')).toEqual(['1 A', '2 B']);
    expect(await told(one.store, 'there')).toEqual(['1 X', '2 Y']);
  });

  it('given that one of them has moved on, then nothing of the others is stored either', async () => {
    await one.store.append([append('moved', 0, 'A', 'B')], recording);
    expect(await one.store.appendTogether([append('stays', 0, 'X'), append('moved', 1, 'C')], recording)).toBeNull();
    expect(await told(one.store, 'stays')).toEqual([]);
    expect(await told(one.store, 'moved')).toEqual(['1 A', '2 B']);
  });

  it('beaten inside a transaction, leaves what that did before, and can be tried again in it', async () => {
    await one.store.append([append('late', 0, 'A')], recording);
    await one.work.run(async () => {
      await one.store.append([append('before', 0, 'N')], recording);
      expect(await one.store.appendTogether([append('both', 0, 'X'), append('late', 0, 'B')], recording)).toBeNull();
      expect(
        await one.store.appendTogether([append('both', 0, 'X'), append('late', 1, 'B')], recording),
      ).not.toBeNull();
    });
    expect(await told(one.store, 'before')).toEqual(['1 N']);
    expect(await told(one.store, 'both')).toEqual(['1 X']);
    expect(await told(one.store, 'late')).toEqual(['1 A', '2 B']);
  });

  it('waits for a rival that has not ended, and stores nothing once that has won', async () => {
    const rival = await held(one.work, () => one.store.append([append('raced', 0, 'A')], recording));
    const together = other.store.appendTogether([append('quiet', 0, 'X'), append('raced', 0, 'B')], recording);
    await waiting(at.owner, 1);
    expect(await isPending(together)).toBe(true);
    await rival.commit();
    expect(await together).toBeNull();
    expect(await told(one.store, 'quiet')).toEqual([]);
  });

  it('asked for the same streams in other orders at once, one of them wins and none waits for ever', async () => {
    const tries = await Promise.all([
      one.store.appendTogether([append('left', 0, 'A'), append('right', 0, 'A')], recording),
      other.store.appendTogether([append('right', 0, 'B'), append('left', 0, 'B')], recording),
    ]);
    expect(tries.filter((each) => each !== null)).toHaveLength(1);
    expect((await told(one.store, 'left'))[0]).toBe((await told(one.store, 'right'))[0]);
  });
});
