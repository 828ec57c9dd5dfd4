import { describe, expect, it } from '@jest/globals';
import { answeredInSight } from './in-sight.js';

describe('a question about what is out of sight', () => {
  it('is refused without waiting for its answer, so that how long that takes tells nothing', async () => {
    const never = () => new Promise<string>(() => undefined);
    await expect(answeredInSight(Promise.reject(new Error('not there')), never)).rejects.toThrow('not there');
  });

  it('is refused as what is not there, whatever its answer would have failed by', async () => {
    const failing = () => Promise.reject(new Error('another'));
    await expect(answeredInSight(Promise.reject(new Error('not there')), failing)).rejects.toThrow('not there');
  });

  it('is not answered before it is known that it may be', async () => {
    let isAnswered = false;
    let admit = () => undefined as void;
    const seen = new Promise<void>((resolve) => (admit = resolve));
    const answer = answeredInSight(seen, async () => 'told').then((told) => ((isAnswered = true), told));
    await new Promise((later) => setImmediate(later));
    expect(isAnswered).toBe(false);
    admit();
    expect(await answer).toBe('told');
  });
});
