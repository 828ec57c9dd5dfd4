import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { askTogether } from './ask-together.js';

/** Answers each in turn when told to, and says what was asked together. */
function asked(atMost = 10) {
  const calls: string[][] = [];
  const waiting: (() => void)[] = [];
  const ask = askTogether(
    async (questions: readonly string[]) => {
      calls.push([...questions]);
      await new Promise<void>((go) => waiting.push(go));
      if (questions.includes('bad')) throw new Error('refused');
      return questions.map((question) => `${question}!`);
    },
    { atMost },
  );
  const answerAll = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      waiting.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { ask, calls, answerAll };
}

describe('what many ask at once', () => {
  it('is asked at once by the first, and together by those who come meanwhile, each given their own answer', async () => {
    const { ask, calls, answerAll } = asked();
    const answers = ['a', 'b', 'c'].map(ask);
    expect(calls).toEqual([['a']]);
    await answerAll();
    expect([await Promise.all(answers), calls]).toEqual([
      ['a!', 'b!', 'c!'],
      [['a'], ['b', 'c']],
    ]);
  });

  it('is asked of at most so many at once', async () => {
    const { ask, calls, answerAll } = asked(2);
    const answers = ['a', 'b', 'c', 'd'].map(ask);
    await answerAll();
    expect([await Promise.all(answers), calls]).toEqual([
      ['a!', 'b!', 'c!', 'd!'],
      [['a'], ['b', 'c'], ['d']],
    ]);
  });

  it('fails for those who asked together, and for nobody before or after', async () => {
    const { ask, calls, answerAll } = asked();
    const answers = Promise.allSettled(['a', 'bad', 'c'].map(ask));
    await answerAll();
    const later = ask('d');
    await answerAll();
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect([await later, calls]).toEqual(['d!', [['a'], ['bad', 'c'], ['d']]]);
  });

  it('is asked on behalf of nobody', async () => {
    const whose = new AsyncLocalStorage<string>();
    const ask = askTogether(async (questions: readonly string[]) => questions.map(() => whose.getStore()), {
      atMost: 10,
    });
    expect(await whose.run('somebody', () => Promise.all([ask('a'), ask('b')]))).toEqual([undefined, undefined]);
  });
});
