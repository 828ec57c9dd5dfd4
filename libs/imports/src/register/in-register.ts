import type { ImportRefusal, OnRefused } from '../reading/refusal.js';
import type { ImportProgress } from '../run/bring-in.js';
import type { ImportReport } from '../run/import-report.js';
import type { ImportRegister } from './import.register.js';

/** More nobody reads one by one; the count is exact all the same. */
const mostListed = 10_000;
const beatEvery = 2_000;

/** What an import that is in the register tells while it runs. */
export interface ImportEars {
  readonly onRefused: OnRefused;
  readonly onProgress: (progress: ImportProgress) => void;
}

/**
 * Runs an import that the register has received, and keeps there how far it is, what became of it and what was refused.
 * Throws what it throws, once that is kept.
 */
export async function inRegister<Report extends ImportReport>(
  register: ImportRegister,
  importId: string,
  run: (ears: ImportEars) => Promise<Report>,
): Promise<Report> {
  const listed: ImportRefusal[] = [];
  let problems = 0;
  let progress: ImportProgress = { done: 0, total: 0 };
  const onRefused: OnRefused = (refusal) => {
    problems += 1;
    if (listed.length < mostListed) listed.push(refusal);
  };
  return whileHeard<Report>(
    {
      hear: () => register.hear(importId, 'running', progress),
      end: (state, report) => register.end(importId, { state, report, progress, problems, listed }),
    },
    () => run({ onRefused, onProgress: (reached) => (progress = reached) }),
  );
}

/** Where it is kept that something still runs, and how it ended. */
interface HeardRun<Report> {
  readonly hear: () => Promise<void>;
  readonly end: (how: 'done' | 'stopped' | 'failed', report?: Report) => Promise<void>;
}

/** Runs something that is heard of until it ends, and keeps how it did. Throws what it throws, once that is kept. */
export async function whileHeard<Report extends { readonly stopped: boolean }>(
  { hear, end }: HeardRun<Report>,
  run: () => Promise<Report>,
): Promise<Report> {
  const beating = beats(hear);
  try {
    const report = await run();
    await beating.stop();
    await end(report.stopped ? 'stopped' : 'done', report);
    return report;
  } catch (error) {
    await beating.stop();
    // What is thrown is what happened first.
    await end('failed').catch(() => undefined);
    throw error;
  }
}

/** A beat at once and every two seconds. One that fails is followed by the next; the end is written or thrown. */
export function beats(beat: () => Promise<void>): { stop(): Promise<void> } {
  const one = () => beat().catch(() => undefined);
  let last = one();
  const timer = setInterval(() => (last = last.then(one)), beatEvery);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
    },
  };
}
