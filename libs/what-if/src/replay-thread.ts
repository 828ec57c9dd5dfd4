import { Worker } from 'node:worker_threads';
import type { DatabaseOptions } from '@kept-informed/event-store';
import type { Instant } from '@kept-informed/calendar';
import type { CaseHand } from './period-replay.js';
import type { PeriodTally } from './tally.js';
import type { WhatIfQuestion } from './what-if.js';

/** What a thread needs to read what its process reads: the same database as of the same moment, by the same force file. */
export interface ThreadWork {
  readonly database: DatabaseOptions;
  /** As PostgreSQL names it for others to read by. */
  readonly snapshot: string;
  readonly forceFile: string;
  readonly question: WhatIfQuestion;
  readonly now: Instant;
}

/** Cases to be lived through; none: what do all of them come to? */
export interface ThreadAsked {
  readonly asked: number;
  readonly caseIds: readonly string[] | null;
}

export interface ThreadAnswer {
  readonly asked: number;
  /** Null: the cases were lived through. */
  readonly tally: PeriodTally | null;
}

interface PendingAnswer {
  resolve(tally: PeriodTally | null): void;
  reject(error: unknown): void;
}

/** As it is built: a thread runs no source. */
const builtEntry = new URL('./replay-thread.entry.js', import.meta.url);

/** A thread that lives cases through beside the process: another core works, and nobody in the process waits. */
export class ReplayThread implements CaseHand {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, PendingAnswer>();
  #asked = 0;
  #broken: unknown;

  constructor(work: ThreadWork, entry = builtEntry) {
    this.#thread = new Worker(entry, { workerData: work, name: 'what-if' });
    this.#thread.on('message', ({ asked, tally }: ThreadAnswer) => {
      this.#waiting.get(asked)?.resolve(tally);
      this.#waiting.delete(asked);
    });
    this.#thread.on('error', (error) => this.#break(error));
    this.#thread.on('exit', () => this.#break(new Error('The thread ended.')));
  }

  async take(caseIds: readonly string[]): Promise<void> {
    await this.#ask(caseIds);
  }

  async tally(): Promise<PeriodTally> {
    return (await this.#ask(null))!;
  }

  /** Whatever it is at. */
  async end(): Promise<void> {
    await this.#thread.terminate();
  }

  #ask(caseIds: readonly string[] | null): Promise<PeriodTally | null> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    const asked = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(asked, { resolve, reject });
      this.#thread.postMessage({ asked, caseIds } satisfies ThreadAsked, []);
    });
  }

  #break(error: unknown): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#broken);
    this.#waiting.clear();
  }
}
