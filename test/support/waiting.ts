import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again, after `every` milliseconds, until the answer satisfies, and answers it. Throws, with the last answer, where
 * it never does within `ms`: less than a spec has, so that what was seen is told.
 */
export async function until<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
  ms = 120_000,
  every = 25,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > end) throw new Error(`Never came true in ${ms} ms: ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await sleep(every);
  }
}
