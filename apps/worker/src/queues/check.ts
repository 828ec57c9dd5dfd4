import { createHash } from 'node:crypto';
import type { BulkJobOptions } from 'bullmq';

/** What a check job carries: ids and nothing about anybody. */
export interface Check {
  readonly caseIds: readonly string[];
}

export const CHECK = 'check';
const LARGEST_BATCH = 200;

/**
 * More batches than these are not queued; the rest stays in the database and comes with a later sweep. Without a bound,
 * workers that fall behind would be buried under copies: one batch handled in part shifts all the others, and then no
 * batch is identical to one that waits. 64 batches are 12,800 cases, renewed twice a second.
 */
export const LARGEST_BACKLOG = 64;

/**
 * How long an unhandled batch keeps its like out. For a batch whose worker was killed this is the longest delay: the
 * next copy does not wait for BullMQ to find the dead worker (10 to 15 s). A handled batch keeps nothing out.
 */
const WINDOW_MS = 5_000;

/** The options of every job: four tries within 4 s, then kept for a look; the next sweep brings the cases again. */
export const jobOptions: BulkJobOptions = {
  attempts: 4,
  backoff: { type: 'exponential', delay: 500, jitter: 0.3 },
  removeOnComplete: true,
  removeOnFail: { count: 200, age: 7 * 24 * 60 * 60 },
  stackTraceLimit: 4,
};

/** A check job for each batch, recognised again by its cases while it waits. Throws when a batch is too large. */
export function checkJobs(batches: readonly (readonly string[])[], now: number) {
  const window = Math.floor(now / WINDOW_MS);
  return batches
    .filter((caseIds) => caseIds.length > 0)
    .map((caseIds) => {
      if (caseIds.length > LARGEST_BATCH)
        throw new RangeError(`A check takes ${LARGEST_BATCH} cases, not ${caseIds.length}.`);
      const data: Check = { caseIds };
      // Never a `jobId`: a job kept after failing would swallow every later add under its id.
      return { name: CHECK, data, opts: { ...jobOptions, deduplication: { id: `${digest(caseIds)}-${window}` } } };
    });
}

/** The same cases in another order are the same check. */
function digest(caseIds: readonly string[]): string {
  return createHash('sha1')
    .update([...caseIds].sort().join('\n'))
    .digest('base64url');
}
