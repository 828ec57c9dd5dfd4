import { defaultGrace, type FollowUpStreams } from '@kept-informed/follow-up';
import type { Check } from './queues/check.js';
import type { DeliveredJob } from './queues/worker.js';

/** Settles the cases of a check job. Handling one twice, or by two workers at once, adds nothing. */
export function checkCases(streams: FollowUpStreams, clockSpeed: number) {
  const grace = defaultGrace * clockSpeed;
  return ({ id, data }: DeliveredJob<Check>): Promise<number> =>
    streams.check(data.caseIds, { by: 'worker', requestId: `check-${id}` }, grace);
}
