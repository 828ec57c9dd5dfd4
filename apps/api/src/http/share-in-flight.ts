/** Whoever asks while an answer is under way gets that answer. */
export function shareInFlight<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => (underWay ??= ask().finally(() => (underWay = undefined)));
}
