import { addMonths, localDate, type Instant } from '@kept-informed/calendar';
import type { Addition } from './case-appends.js';
import type { ImportCounts } from './police-uk/counts.js';
import { isOfTheFile, type ImportRefusalCode } from './police-uk/refusal.js';
import type { PlannedCase } from './police-uk/plan.js';

/** What an import did, or would do; the same for a dry run. */
export interface ImportReport {
  readonly requestId: string;
  readonly dryRun: boolean;
  /** What stands in the files. */
  readonly counts: ImportCounts;
  /** Of the cases in the files and of those that only outcomes were given of; new + changed + alreadyThere = all. */
  readonly cases: { new: number; changed: number; alreadyThere: number };
  /** Outcome rows of crimes in none of the street files that belong to a case imported before. */
  outcomesOfEarlierCases: number;
  /** Facts added, of every type. */
  facts: number;
  /** Obligations that arose. */
  obligations: number;
  /** Plain sentences for whoever runs the import. */
  readonly warnings: string[];
  /** It was asked to stop before it was through; run again, it goes on. */
  stopped: boolean;
}

export function emptyReport(requestId: string, dryRun: boolean, counts: ImportCounts): ImportReport {
  const cases = { new: 0, changed: 0, alreadyThere: 0 };
  const nothing = { outcomesOfEarlierCases: 0, facts: 0, obligations: 0, stopped: false };
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

/** Where the files are so old that everything since will be found missed: one warning, however many months they are. */
export function ageWarning(cases: readonly PlannedCase[], now: Instant): string[] {
  const oldest = cases[0] && localDate(cases[0].openedAt).slice(0, 7);
  const today = localDate(now);
  if (oldest === undefined || addMonths(`${oldest}-01`, 12) >= `${today.slice(0, 7)}-01`) return [];
  return [
    `The oldest month, ${oldest}, lies more than 12 months before ${today}. Everything owed since ` +
      'will be found missed. To follow the cases as at another time, give --clock.',
  ];
}

export function areaWarning(bcuAndLpt: string, cases: number): string {
  return `The force has no area ${bcuAndLpt}: ${cases} ${cases === 1 ? 'case was' : 'cases were'} imported without one.`;
}
