import { availableParallelism } from 'node:os';
import type { Clock, Instant } from '@kept-informed/calendar';
import type { DirectoryHolder } from '@kept-informed/directory';
import { addressOf, ask, columns, headOf, type UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { differenceOf } from './difference.js';
import type { ReplayedPeriod } from './due-in-period.js';
import { handOut, ReplayStopped } from './handing-out.js';
import { ownHand } from './own-hand.js';
import { ReplayThread } from './replay-thread.js';
import { inSnapshot, nameOf, type Snapshot } from './snapshot.js';
import type { WhatIfAnswer, WhatIfQuestion } from './what-if.js';

/** Any number, the same for every process: one question is worked out at a time. */
const whatIfLock = 7_305_816;

const casesAtOnce = 100;

/**
 * A case that had been closed for so long before a period has nothing due in it: no limit, and no ladder behind it, is longer.
 */
const closedLongAgo = `interval '400 days'`;
const inPeriod = `opened_at < $1 and (closed_at is null or closed_at >= $2::timestamptz - ${closedLongAgo})`;

/** Threads that live cases through beside the process. */
interface Threads {
  readonly most: number;
  /** Where there are so many cases. */
  readonly from: number;
  /** Where a thread begins, as it is built. */
  readonly entry?: URL;
}

const usualThreads: Threads = { most: Math.min(2, availableParallelism()), from: 1_000 };

const oldest = `select ${columns<WhatIfQuestion & { whatIfId: string }>('w', 'whatIfId', 'kind', 'versionId', 'reach', 'from', 'to')}
  from what_ifs w where w.ended_at is null order by w.asked_at, w.what_if_id limit 1`;

/** What a worker needs to work questions out: the database to read, and a unit of work to keep the answer with. */
export interface RunParts {
  readonly database: DataSource;
  readonly work: UnitOfWork;
  readonly directory: DirectoryHolder;
  readonly clock: Clock;
  readonly threads?: Threads;
}

/** Works out what would have been, one question at a time, whichever of several workers comes to it. */
export class WhatIfRuns {
  constructor(private readonly parts: RunParts) {}

  /**
   * Answers the oldest question that waits, and whether there was one. Where the process is stopped or falls meanwhile, it waits
   * on for another. One that cannot be worked out says so, and the error flies.
   */
  next(signal?: AbortSignal): Promise<boolean> {
    return inSnapshot(this.parts.database, async (snapshot) => {
      const [row] = await ask<{ got: boolean }>(snapshot.manager, 'select pg_try_advisory_xact_lock($1) as got', [
        whatIfLock,
      ]);
      if (!row!.got) return false;
      const [question] = await ask<WhatIfQuestion & { whatIfId: string }>(snapshot.manager, oldest);
      if (!question) return false;
      const { whatIfId } = question;
      try {
        await this.#keep(whatIfId, { answer: await this.#answer(snapshot, question, signal) });
      } catch (error) {
        if (!(error instanceof ReplayStopped)) await this.#keep(whatIfId, { trouble: (error as Error).name });
        throw error;
      }
      return true;
    });
  }

  async #answer(snapshot: Snapshot, question: WhatIfQuestion, signal?: AbortSignal): Promise<WhatIfAnswer> {
    const began = performance.now();
    const { directory, clock } = this.parts;
    const now = clock.now();
    const { hand, period } = await ownHand(snapshot, question, { directory, now });
    const position = await headOf(snapshot.manager);
    const threads = await this.#threads(snapshot, { question, period, now });
    try {
      const pages = casesIn(snapshot, period);
      const tally = await handOut(pages, threads.length > 0 ? threads : [hand], signal);
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      return { asOf: period.until, position, ...differenceOf(tally), seconds };
    } finally {
      await Promise.all(threads.map((thread) => thread.end()));
    }
  }

  /** None where there are few cases: to start one takes longer than they do. */
  async #threads(
    snapshot: Snapshot,
    { question, period, now }: { question: WhatIfQuestion; period: ReplayedPeriod; now: Instant },
  ): Promise<ReplayThread[]> {
    const { threads: { most, from, entry } = usualThreads, directory, database } = this.parts;
    const [{ count }] = (await ask<{ count: number }>(
      snapshot.manager,
      `select count(*)::int as count from cases where ${inPeriod}`,
      [period.until, period.from],
    )) as [{ count: number }];
    if (count < from) return [];
    const about = { forceFile: directory.file, question, now, snapshot: await nameOf(snapshot) };
    const work = { ...about, database: { ...addressOf(database), name: 'kept-informed-what-if' } };
    return Array.from({ length: most }, () => new ReplayThread(work, entry));
  }

  /** In a transaction of its own, apart from the one that is read in. */
  async #keep(whatIfId: string, { answer, trouble }: { answer?: WhatIfAnswer; trouble?: string }): Promise<void> {
    const { work, clock } = this.parts;
    await ask(
      work.manager,
      'update what_ifs set ended_at = $2, answer = $3, trouble = $4 where what_if_id = $1 and ended_at is null',
      [whatIfId, clock.now(), answer ? JSON.stringify(answer) : null, trouble ?? null],
    );
  }
}

function casesIn({ manager }: Snapshot, { from, until }: ReplayedPeriod) {
  return async (last: string): Promise<string[]> => {
    const rows = await ask<{ caseId: string }>(
      manager,
      `select case_id as "caseId" from cases where ${inPeriod} and case_id > $3 order by case_id limit ${casesAtOnce}`,
      [until, from, last],
    );
    return rows.map(({ caseId }) => caseId);
  };
}
