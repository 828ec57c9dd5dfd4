import type { Rulebook } from '@kept-informed/commitments';
import { importer } from '@kept-informed/decisions';
import type { RecordingContext } from '@kept-informed/event-store';
import type { StandingCase } from '@kept-informed/follow-up';
import type { People } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';
import type { Addition, ImportContext } from './addition.js';
import type { ImportParts } from './import-parts.js';
import { countAddition, type ImportReport } from './import-report.js';
import { InFlight } from './in-flight.js';

/** One case of an import: where it is kept, and what it needs when that much of it is there. */
export interface ImportItem {
  readonly caseId: string;
  readonly addition: (kept: StandingCase, importing: ImportContext) => Addition;
  /** How many rows tell of it, where none of them opens it. */
  readonly rowsOfEarlier: number;
  /** What is to be kept for when it is there, where it is not. */
  readonly keepEarly?: (manager: EntityManager) => Promise<void>;
  /** What of its people is personal data, kept in the transaction that records its facts. */
  readonly keepPeople?: (people: People) => Promise<void>;
}

/** All that an import would do, in order, and how many cases that are. */
export interface ImportWork {
  readonly items: Iterable<ImportItem>;
  readonly total: number;
}

/** Cases dealt with, of how many. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

/** How an import is run, whatever its files are. */
export interface RunOptions {
  /** Under which request its facts are found again. */
  readonly requestId: string;
  /** Writes nothing and reports the same. */
  readonly dryRun: boolean;
  /** How many cases are one transaction: fewer hold up whatever else the process does for less long. */
  readonly casesAtOnce?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops in the middle of a file, or between two batches. */
  readonly signal?: AbortSignal;
  /** So many bytes of a file at most, unpacked. */
  readonly most?: number;
}

const usuallyAtOnce = 200;
const ATTEMPTS = 8;

/**
 * Brings cases in, batch by batch, each a transaction, with pauses in between for whatever else the process does; counts
 * what became of each in the report. Stops between two batches when it is asked to.
 */
export async function bringIn(
  work: ImportWork,
  run: RunOptions,
  parts: ImportParts,
  report: ImportReport,
): Promise<void> {
  await new BringingIn(work.total, run, parts, report).all(work.items);
}

class BringingIn {
  readonly #recording: RecordingContext;
  #done = 0;

  constructor(
    private readonly total: number,
    private readonly run: RunOptions,
    private readonly parts: ImportParts,
    private readonly report: ImportReport,
  ) {
    this.#recording = { by: importer, requestId: run.requestId, recorded: parts.clock.now() };
  }

  /** One batch is worked out while the one before is written. */
  async all(items: Iterable<ImportItem>): Promise<void> {
    const writing = new InFlight(2);
    for (const batch of inBatches(items, this.run.casesAtOnce ?? usuallyAtOnce)) {
      if (this.run.signal?.aborted) {
        this.report.stopped = true;
        break;
      }
      await writing.add(() => this.#batch(batch));
    }
    await writing.done();
  }

  /** Whoever is beaten by another writer reads the case again. */
  async #batch(items: readonly ImportItem[]): Promise<void> {
    let left = items;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error('The cases are being changed by many at once. Run the import again.');
      left = await this.#attempt(left);
    }
    this.#done += items.length;
    this.run.onProgress?.({ done: this.#done, total: this.total });
  }

  async #attempt(items: readonly ImportItem[]): Promise<readonly ImportItem[]> {
    const byCase = new Map(items.map((item) => [item.caseId, item]));
    const found = new Map<ImportItem, Addition>();
    const add = (kept: StandingCase, book: Rulebook) => {
      const item = byCase.get(kept.caseId)!;
      const addition = item.addition(kept, { book, recording: this.#recording });
      found.set(item, addition);
      return 'addition' in addition && !this.run.dryRun ? addition.addition : null;
    };
    const keep = async (recorded: ReadonlyMap<string, unknown>) => {
      if (this.run.dryRun) return;
      for (const [item, { kind }] of found) {
        if (kind === 'not-there') await item.keepEarly?.(this.parts.work.manager);
        else if (recorded.get(item.caseId) !== null) await item.keepPeople?.(this.parts.people);
      }
    };
    const results = await this.parts.streams.bringIn([...byCase.keys()], add, this.#recording, keep);
    for (const [item, addition] of found) if (results.get(item.caseId) !== null) this.#count(item, addition);
    return items.filter(({ caseId }) => results.get(caseId) === null);
  }

  #count({ rowsOfEarlier }: ImportItem, addition: Addition): void {
    countAddition(this.report, addition);
    this.report[addition.kind === 'not-there' ? 'rowsKept' : 'rowsOfEarlierCases'] += rowsOfEarlier;
  }
}

function* inBatches(items: Iterable<ImportItem>, size: number): Generator<ImportItem[]> {
  let batch: ImportItem[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
