import type { RecordedFact, UnitOfWork } from '@kept-informed/event-store';
import { livedThrough, type CaseAddition, type Domain, type StandingCase } from '@kept-informed/follow-up';
import type { Rulebook } from '@kept-informed/commitments';
import { InFlight, reconciledUntil } from '@kept-informed/imports';
import { movesOf, type Conduct } from './case-moves.js';
import { Officers } from './officers.js';

export interface SimulationOptions extends Conduct {
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

export interface SimulationReport {
  /** Imported cases looked at, and those of them to which something was added. */
  cases: number;
  changed: number;
  /** Contacts made and attempted. */
  contacts: number;
  facts: number;
  alerts: number;
  seconds: number;
  factsPerSecond: number;
  stopped: boolean;
}

/** Invented contacts have no place among real ones. */
export class NotInProduction extends Error {
  constructor() {
    super('The simulation invents contacts. It does not run with NODE_ENV=production.');
    this.name = 'NotInProduction';
  }
}

const CASES_PER_APPEND = 200;
const pageOfCases = `select case_id from cases where imported and case_id > $1 order by case_id limit ${CASES_PER_APPEND}`;
const countOfCases = `select count(*)::int as total from cases where imported`;

/**
 * Plays what officers would have done in the imported cases until an instant, and what the product would have made of it
 * then, alerts included. The same seed always gives the same. Goes on where an earlier run ended or was stopped: in
 * steps or in one go gives the same facts. Throws NotInProduction.
 */
export async function runSimulation(options: SimulationOptions, parts: Domain): Promise<SimulationReport> {
  if (process.env['NODE_ENV'] === 'production') throw new NotInProduction();
  const began = performance.now();
  const report = emptyReport();
  const [{ total }] = await parts.work.manager.query(countOfCases);
  const playing = new Playback(options, parts, report);
  // Two are written while one is worked out: writing a batch takes the server longer than working it out takes us.
  const writing = new InFlight(3);
  for await (const caseIds of pages(parts.work)) {
    if (options.signal?.aborted) {
      report.stopped = true;
      break;
    }
    await writing.add(async () => {
      await playing.batch(caseIds);
      report.cases += caseIds.length;
      options.onProgress?.({ done: report.cases, total });
    });
  }
  await writing.done();
  report.seconds = (performance.now() - began) / 1000;
  report.factsPerSecond = Math.round(report.facts / report.seconds);
  return report;
}

function emptyReport(): SimulationReport {
  const nothing = { cases: 0, changed: 0, contacts: 0, facts: 0, alerts: 0 };
  return { ...nothing, seconds: 0, factsPerSecond: 0, stopped: false };
}

async function* pages(work: UnitOfWork): AsyncGenerator<string[]> {
  for (let last = ''; ;) {
    const rows: { case_id: string }[] = await work.manager.query(pageOfCases, [last]);
    if (rows.length === 0) return;
    yield rows.map(({ case_id: caseId }) => caseId);
    last = rows.at(-1)!.case_id;
  }
}

class Playback {
  readonly #officers: Officers;

  constructor(
    private readonly options: SimulationOptions,
    private readonly parts: Domain,
    private readonly report: SimulationReport,
  ) {
    this.#officers = new Officers(parts.force.directory.current);
  }

  /** A case that somebody else changes meanwhile is left as it is; the next run plays it. */
  async batch(caseIds: readonly string[]): Promise<void> {
    const { seed, compliance, until } = this.options;
    const requestId = `simulate-${seed}-${compliance}`;
    const recording = { by: 'simulation', requestId, recorded: until, simulated: true };
    const played = (kept: StandingCase, book: Rulebook) => this.#played(kept, book);
    const added = await this.parts.streams.bringIn(caseIds, played, recording);
    for (const facts of added.values()) if (facts && facts.length > 0) this.#count(facts);
  }

  #played({ state, facts }: StandingCase, book: Rulebook): CaseAddition {
    const stretch = { from: reconciledUntil(facts), until: this.options.until };
    // Rungs of the time that is played are raised as they were in it, whenever the import was.
    state.case = { ...state.case!, importedAt: undefined };
    return livedThrough(state, movesOf(state.case, this.options, this.#officers), book, stretch);
  }

  #count(facts: readonly RecordedFact[]): void {
    const { report } = this;
    report.changed += 1;
    report.facts += facts.length;
    for (const { type } of facts) {
      if (type === 'ContactMade' || type === 'ContactAttempted') report.contacts += 1;
      if (type === 'AlertRaised') report.alerts += 1;
    }
  }
}
