import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so; after `ms` the spec's own expectation says what was missing. */
export async function until(so: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !(await so());) await sleep(10);
}
