import type { ImportRefusalCode } from '../reading/refusal.js';
import { isOfTheFile } from '../reading/refusal.js';
import type { Addition } from './addition.js';

/** What stands in the files: by profile, and of each what was refused, by its code. */
export interface FileCounts {
  readonly refused: Partial<Record<ImportRefusalCode, number>>;
}

/** What an import did, or would do; the same for a dry run. */
export interface ImportReport<Counts extends FileCounts = FileCounts> {
  readonly requestId: string;
  readonly dryRun: boolean;
  readonly counts: Counts;
  /** Of the cases in the files and of those that only something further was given of; new + changed + alreadyThere = all. */
  readonly cases: { new: number; changed: number; alreadyThere: number };
  /** Rows about cases that are in none of the files and were imported before. */
  rowsOfEarlierCases: number;
  /** Rows about cases that no file has told of yet: kept, and joined when one does. */
  rowsKept: number;
  /** Facts added, of every type. */
  facts: number;
  /** Obligations that arose. */
  obligations: number;
  /** Plain sentences for whoever runs the import. */
  readonly warnings: string[];
  /** It was asked to stop before it was through; run again, it goes on. */
  stopped: boolean;
}

export function emptyReport<Counts extends FileCounts>(
  requestId: string,
  dryRun: boolean,
  counts: Counts,
): ImportReport<Counts> {
  const cases = { new: 0, changed: 0, alreadyThere: 0 };
  const nothing = { rowsOfEarlierCases: 0, rowsKept: 0, facts: 0, obligations: 0, stopped: false };
  return { requestId, dryRun, counts, cases, ...nothing, warnings: [] };
}

/** What a nightly job goes by; the first that fits counts. */
const exitCodes = { stopped: 4, filesNotRead: 1, rowsRefused: 3, done: 0 } as const;

export function exitCodeOf({ stopped, counts }: ImportReport): number {
  const refused = Object.keys(counts.refused) as ImportRefusalCode[];
  if (stopped) return exitCodes.stopped;
  if (refused.some(isOfTheFile)) return exitCodes.filesNotRead;
  return refused.length > 0 ? exitCodes.rowsRefused : exitCodes.done;
}

/** Counts one case that was added, or would be. */
export function countAddition(report: ImportReport, addition: Addition): void {
  if (addition.kind === 'already-there') report.cases.alreadyThere += 1;
  if (addition.kind !== 'new' && addition.kind !== 'changed') return;
  const { facts } = addition.addition;
  report.cases[addition.kind] += 1;
  report.facts += facts.length;
  report.obligations += facts.filter(({ type }) => type === 'ObligationArose').length;
}
