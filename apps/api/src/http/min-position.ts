import { setTimeout as sleep } from 'node:timers/promises';
import { rules } from '@kept-informed/fields';
import { invalid, ProblemException } from './problem.js';

const longestWait = 2_000;
const again = 50;

/**
 * Resolves when the store has reached a position, and refuses with 503 where it has not within two seconds. Read tables
 * change with the facts, so the store's `head` is theirs too.
 */
export async function positionReached(head: () => Promise<string>, position: unknown): Promise<void> {
  if (!rules.position.accepts(position))
    throw invalid([{ pointer: '?minPosition', detail: `Expected ${rules.position.expected}.` }]);
  const end = Date.now() + longestWait;
  while (BigInt(await head()) < BigInt(position as string)) {
    if (Date.now() > end)
      throw new ProblemException(503, 'not-there-yet', 'The position has not been reached', {
        headers: { 'Retry-After': '1' },
      });
    await sleep(again);
  }
}
