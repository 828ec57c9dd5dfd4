import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { keptFor } from './kept-for.js';

describe('an answer that is kept', () => {
  it('is asked for once by all who come together or soon after, and again later', async () => {
    let asked = 0;
    const ask = keptFor(50, async () => (asked += 1));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(await ask()).toBe(1);
    await sleep(60);
    expect(await ask()).toBe(2);
  });

  it('is none where it failed', async () => {
    let asked = 0;
    const ask = keptFor(10_000, async () => {
      asked += 1;
      if (asked === 1) throw new Error('away');
      return asked;
    });
    await expect(ask()).rejects.toThrow('away');
    expect(await ask()).toBe(2);
  });
});
