import { setImmediate } from 'node:timers/promises';

const LONGEST_MS = 20;

/**
 * The results for each item, worked out with pauses: a connection that is being opened meanwhile was given up after five
 * seconds on a busy machine, because nobody heard its answer.
 */
export async function mapYielding<T, R>(items: Iterable<T>, work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let began = performance.now();
  for (const item of items) {
    results.push(work(item));
    if (performance.now() - began < LONGEST_MS) continue;
    await setImmediate();
    began = performance.now();
  }
  return results;
}
