import { addTally, emptyTally, type PeriodTally } from './tally.js';
import type { CaseHand } from './period-replay.js';

/** Stopped before its end: nothing came of it. */
export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped';
}

/** The facts of one page come while the page before is worked out. */
const pagesInHand = 2;

/** Gives each hand page after page of cases, until there are no more, and adds up what they come to. */
export async function handOut(
  pages: (last: string) => Promise<readonly string[]>,
  hands: readonly CaseHand[],
  signal?: AbortSignal,
): Promise<PeriodTally> {
  let coming = pages('');
  const next = () => {
    const page = coming;
    coming = page.then((ids) => (ids.length > 0 ? pages(ids.at(-1)!) : ids));
    // Whoever is given it is told why it failed; it is asked for before anybody waits for it.
    coming.catch(() => undefined);
    return page;
  };
  const work = async (hand: CaseHand) => {
    for (let ids = await next(); ids.length > 0; ids = await next()) {
      if (signal?.aborted) throw new ReplayStopped('The process stops.');
      await hand.take(ids);
    }
  };
  await Promise.all(hands.flatMap((hand) => Array.from({ length: pagesInHand }, () => work(hand))));
  const whole = emptyTally();
  for (const hand of hands) addTally(whole, await hand.tally());
  return whole;
}
