import type { Clock, Instant } from '@kept-informed/calendar';
import { OwnForce, TermsStreams } from '@kept-informed/commitments';
import type { DirectoryHolder } from '@kept-informed/directory';
import { ask, columns, headOf, type UnitOfWork } from '@kept-informed/event-store';
import { streamOf, type FollowUpEvent } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { draftedBook } from './drafted-book.js';
import { periodOf, replayedPeriod, ReplayStopped, type FactSource } from './period-replay.js';
import { inSnapshot, type Snapshot } from './snapshot.js';
import type { WhatIfAnswer, WhatIfQuestion } from './what-if.js';

/** Any number, the same for every process: one question is worked out at a time. */
const whatIfLock = 7_305_816;

const casesAtOnce = 100;

/**
 * A case that had been closed for so long before a period has nothing due in it: no limit, and no ladder behind it, is longer.
 */
const closedLongAgo = `interval '400 days'`;

const oldest = `select ${columns<WhatIfQuestion & { whatIfId: string }>('w', 'whatIfId', 'kind', 'versionId', 'reach', 'from', 'to')}
  from what_ifs w where w.ended_at is null order by w.asked_at, w.what_if_id limit 1`;

/** What a worker needs to work questions out: the database to read, and a unit of work to keep the answer with. */
export interface RunParts {
  readonly database: DataSource;
  readonly work: UnitOfWork;
  readonly directory: DirectoryHolder;
  readonly clock: Clock;
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
    const terms = new TermsStreams(snapshot.work, snapshot.store);
    const book = await new OwnForce(directory, terms).rulebook();
    const actsFor = directory.current.actsFor();
    const period = periodOf(question, { before: book, after: book }, { actsFor, now: clock.now() });
    const books = { before: book, after: draftedBook(book, question, await terms.load(), period.from) };
    const whole = periodOf(question, books, { actsFor, now: clock.now() });
    const position = await headOf(snapshot.manager);
    const found = await replayedPeriod(sourceOf(snapshot, whole), books, whole, signal);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { asOf: whole.until, position, ...found, seconds };
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

function sourceOf({ manager, store }: Snapshot, { from, until }: { from: Instant; until: Instant }): FactSource {
  return {
    async caseIdsAfter(last) {
      const rows = await ask<{ caseId: string }>(
        manager,
        `select case_id as "caseId" from cases
         where case_id > $1 and opened_at < $2 and (closed_at is null or closed_at >= $3::timestamptz - ${closedLongAgo})
         order by case_id limit ${casesAtOnce}`,
        [last, until, from],
      );
      return rows.map(({ caseId }) => caseId);
    },
    async factsOf(caseIds) {
      if (caseIds.length === 0) return [];
      const found = await store.load(caseIds.map(streamOf));
      // What a case's stream holds came in by its own door.
      return caseIds.map((caseId) => found.get(streamOf(caseId)) as readonly FollowUpEvent[]);
    },
  };
}
