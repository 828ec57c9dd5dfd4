import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer satisfies, and answers it; the last answer where it never does within `ms`. */
export async function until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean, ms = 30_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer) || Date.now() > end) return answer;
    await sleep(25);
  }
}
