import { shareInFlight } from './share-in-flight.js';

/** An answer is given again for so many milliseconds, and to whoever asks while it is under way; an error to nobody else. */
export function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: T; readonly at: number } | undefined;
  const asked = shareInFlight(async () => {
    const answer = await ask();
    kept = { answer, at: performance.now() };
    return answer;
  });
  return async () => (kept && performance.now() - kept.at < ms ? kept.answer : asked());
}
