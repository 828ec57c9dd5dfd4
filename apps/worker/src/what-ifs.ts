import type { LoggerService } from '@nestjs/common';
import { kindOf } from '@kept-informed/runtime';
import { type RunParts, WhatIfRuns } from '@kept-informed/what-if';

const lookEvery = 1_000;

/**
 * Works out what would have been, one question after the other, while everything else goes on. Any number of processes may look:
 * one of them answers.
 */
export function startWhatIfs(parts: RunParts, logger: LoggerService): { stop(): Promise<void> } {
  const runs = new WhatIfRuns(parts);
  const stopping = new AbortController();
  let underWay: Promise<void> | undefined;
  const look = async () => {
    while (!stopping.signal.aborted && (await runs.next(stopping.signal)));
  };
  const fail = (error: unknown) => {
    if (!stopping.signal.aborted) logger.error(`A what-if could not be worked out: ${kindOf(error)}`, 'Worker');
  };
  const timer = setInterval(() => {
    underWay ??= look()
      .catch(fail)
      .finally(() => (underWay = undefined));
  }, lookEvery);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay;
    },
  };
}
