import { describe } from '@jest/globals';

/** The Redis of this jest run, or null on a machine that has none. */
export function redisUrl(): string | null {
  return process.env['KI_TEST_REDIS'] ?? null;
}

/** For what only Redis can show; shown as skipped where there is none. */
export const describeWithRedis: typeof describe | typeof describe.skip = redisUrl() ? describe : describe.skip;
