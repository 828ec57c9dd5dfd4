import { laterOf, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { randomUUID } from 'node:crypto';
import { importer } from '@kept-informed/decisions';
import type { RecordingContext } from '@kept-informed/event-store';
import type { Domain, StandingCase } from '@kept-informed/follow-up';
import { additionOf, additionOfOutcomes, type Addition, type ImportContext } from './case-appends.js';
import { ageWarning, areaWarning, countAddition, emptyReport, type ImportReport } from './import-report.js';
import { caseIdOf } from './imported-ids.js';
import { InFlight } from './in-flight.js';
import { noCounts } from './police-uk/counts.js';
import { planImport, type ImportPlan, type PlannedCase } from './police-uk/plan.js';
import type { OnRefused } from './police-uk/refusal.js';
import type { AreasByDistrict } from './police-uk/areas.js';

export interface ImportOptions {
  /** Files `…-street.csv`, packed with gzip or not, in any order. */
  readonly street: readonly string[];
  /** Files `…-outcomes.csv`; outcomes of cases that were imported before count too. */
  readonly outcomes: readonly string[];
  /** Writes nothing and reports the same. */
  readonly dryRun: boolean;
  /** Cumbria's districts unless told otherwise. */
  readonly areas?: AreasByDistrict;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Called for each row that is not taken, with its file, line and reason. */
  readonly onRefused?: OnRefused;
  /** The real time, whatever the product's clock shows: no month can have been published that is not over by then. */
  readonly realTime: Instant;
  /** Stops in the middle of a file, or between two batches. */
  readonly signal?: AbortSignal;
}

/** Cases dealt with, of how many. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

const STREAMS_PER_APPEND = 200;
const ATTEMPTS = 8;

/**
 * Takes the published crimes of data.police.uk as cases to follow up. Each batch is one transaction and each case has the
 * same id in every run, so an import can be stopped at any moment and run again: what is there stays, what is missing is
 * added, and of a case that is there only what came of it since. Raises no alert for what was due before now.
 */
export async function runImport(options: ImportOptions, parts: Domain): Promise<ImportReport> {
  const requestId = `${importer}-${randomUUID()}`;
  const files = [...options.street, ...options.outcomes];
  const plan = await planned(files, options, parts);
  if (!plan) return { ...emptyReport(requestId, options.dryRun, noCounts(files.length)), stopped: true };
  const report = emptyReport(requestId, options.dryRun, plan.counts);
  report.warnings.push(...ageWarning(plan.cases, parts.clock.now()));
  await new ImportRun(plan, options, parts, report).run();
  return report;
}

/** Nothing where it was asked to stop while the files were read. */
async function planned(files: readonly string[], options: ImportOptions, parts: Domain): Promise<ImportPlan | null> {
  const { areas, onRefused, realTime, signal } = options;
  const { offenceGroups } = parts.force.directory.current;
  const terms = { offenceGroups, publishedBy: laterOf(realTime, parts.clock.now()) };
  try {
    return await planImport(files, { areas, onRefused, terms, signal });
  } catch (error) {
    if (signal?.aborted && error === signal.reason) return null;
    throw error;
  }
}

/** One case of the import: where it is kept, and what it needs when that much of it is there. */
interface Item {
  readonly caseId: string;
  readonly addition: (kept: StandingCase, importing: ImportContext) => Addition;
  /** Outcome rows of which the street row is in none of the files. */
  readonly outcomes: number;
}

class ImportRun {
  readonly #recording: RecordingContext;
  readonly #unknownAreas = new Map<string, number>();
  #done = 0;

  constructor(
    private readonly plan: ImportPlan,
    private readonly options: ImportOptions,
    private readonly parts: Domain,
    private readonly report: ImportReport,
  ) {
    this.#recording = { by: importer, requestId: report.requestId, recorded: parts.clock.now() };
  }

  /** One batch is worked out while the one before is written. */
  async run(): Promise<void> {
    const writing = new InFlight(2);
    for (const items of this.#batches()) {
      if (this.options.signal?.aborted) {
        this.report.stopped = true;
        break;
      }
      await writing.add(() => this.#bringIn(items));
    }
    await writing.done();
    for (const [area, cases] of this.#unknownAreas) this.report.warnings.push(areaWarning(area, cases));
  }

  *#batches(): Generator<Item[]> {
    let batch: Item[] = [];
    for (const item of this.#items()) {
      batch.push(item);
      if (batch.length < STREAMS_PER_APPEND) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  *#items(): Generator<Item> {
    for (const planned of this.plan.cases) {
      const placed = this.#placed(planned);
      const addition: Item['addition'] = (kept, importing) => additionOf(placed, kept, importing);
      yield { caseId: caseIdOf(planned.key), addition, outcomes: 0 };
    }
    for (const [key, outcomes] of this.plan.outcomesOfOthers) {
      const addition: Item['addition'] = (kept, importing) => additionOfOutcomes(key, outcomes, kept, importing);
      yield { caseId: caseIdOf(key), addition, outcomes: outcomes.length };
    }
  }

  /** Without an area that the force's directory does not have: nobody would answer for it. */
  #placed(planned: PlannedCase): PlannedCase {
    const { area } = planned;
    if (!area || this.parts.force.directory.current.hasArea(area)) return planned;
    const name = `${area.bcu} / ${area.lpt}`;
    this.#unknownAreas.set(name, (this.#unknownAreas.get(name) ?? 0) + 1);
    return { ...planned, area: undefined };
  }

  /** Whoever is beaten by another writer reads the case again. */
  async #bringIn(items: readonly Item[]): Promise<void> {
    let left = items;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error('The cases are being changed by many at once. Run the import again.');
      left = await this.#tryBringIn(left);
    }
    this.#done += items.length;
    const total = this.plan.cases.length + this.plan.outcomesOfOthers.size;
    this.options.onProgress?.({ done: this.#done, total });
  }

  async #tryBringIn(items: readonly Item[]): Promise<readonly Item[]> {
    const byCase = new Map(items.map((item) => [item.caseId, item]));
    const found = new Map<Item, Addition>();
    const add = (kept: StandingCase, book: Rulebook) => {
      const item = byCase.get(kept.caseId)!;
      const addition = item.addition(kept, { book, recording: this.#recording });
      found.set(item, addition);
      return 'addition' in addition && !this.options.dryRun ? addition.addition : null;
    };
    const results = await this.parts.streams.bringIn([...byCase.keys()], add, this.#recording);
    for (const [item, addition] of found) if (results.get(item.caseId) !== null) this.#count(item, addition);
    return items.filter(({ caseId }) => results.get(caseId) === null);
  }

  #count({ outcomes }: Item, addition: Addition): void {
    countAddition(this.report, addition);
    if (addition.kind !== 'not-there') this.report.outcomesOfEarlierCases += outcomes;
  }
}
