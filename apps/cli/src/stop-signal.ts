import { untilStopped } from '@kept-informed/runtime';

/** Aborted when the process is asked to stop, so that long work ends between two batches. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  void untilStopped().then(() => controller.abort());
  return controller.signal;
}
