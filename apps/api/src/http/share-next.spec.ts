import { describe, expect, it } from '@jest/globals';
import { shareNext } from './share-next.js';

/** Answers a question when it is told to, with how many were asked before it. */
function slow() {
  const asked: { question: string; finish: () => void; fail: () => void }[] = [];
  const share = shareNext(
    (question: string) =>
      new Promise<string>((resolve, reject) => {
        const answer = `${question} ${asked.length}`;
        asked.push({ question, finish: () => resolve(answer), fail: () => reject(new Error('lost')) });
      }),
  );
  return { asked, share };
}

/** Resolves once that many have been asked. */
async function until(asked: readonly unknown[], count: number): Promise<void> {
  while (asked.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('questions that many ask at once', () => {
  it('are answered once for all who ask while another is being answered', async () => {
    const { asked, share } = slow();
    const first = share('a');
    const waiting = [share('a'), share('a')];
    asked[0]!.finish();
    expect(await first).toBe('a 0');
    await until(asked, 2);
    asked[1]!.finish();
    expect(await Promise.all(waiting)).toEqual(['a 1', 'a 1']);
    expect(asked).toHaveLength(2);
  });

  it('get no answer that was begun before they were asked', async () => {
    const { asked, share } = slow();
    void share('a');
    const second = share('a');
    asked[0]!.finish();
    await until(asked, 2);
    const third = share('a');
    asked[1]!.finish();
    expect(await second).toBe('a 1');
    await until(asked, 3);
    asked[2]!.finish();
    expect(await third).toBe('a 2');
  });

  it('get one that is begun after all that came in at the same time', async () => {
    const { asked, share } = slow();
    const first = share('a');
    const second = share('a');
    asked[0]!.finish();
    await first;
    const third = share('a');
    expect(asked).toHaveLength(1);
    await until(asked, 2);
    asked[1]!.finish();
    expect(await Promise.all([second, third])).toEqual(['a 1', 'a 1']);
  });

  it('do not wait for other questions', async () => {
    const { asked, share } = slow();
    void share('a');
    const other = share('b');
    asked[1]!.finish();
    expect(await other).toBe('b 1');
  });

  it('do not fail because the one before did, and nothing is kept', async () => {
    const { asked, share } = slow();
    const first = share('a');
    const second = share('a');
    asked[0]!.fail();
    await expect(first).rejects.toThrow('lost');
    await until(asked, 2);
    asked[1]!.finish();
    expect(await second).toBe('a 1');
    const third = share('a');
    await until(asked, 3);
    asked[2]!.finish();
    expect(await third).toBe('a 2');
  });
});
