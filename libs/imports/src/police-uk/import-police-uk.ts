import { laterOf, type Instant } from '@kept-informed/calendar';
import type { OnRefused } from '../reading/refusal.js';
import { keysAnew } from '../run/brought-in-anew.js';
import { bringIn, type ImportItem, type RunOptions } from '../run/bring-in.js';
import { emptyReport, type ImportReport } from '../run/import-report.js';
import type { ImportParts } from '../run/import-parts.js';
import type { AreasByDistrict } from './areas.js';
import { additionOf, additionOfOutcomes } from './case-appends.js';
import { noCounts, type ImportCounts } from './counts.js';
import { keepEarly, keptEarly } from '../early/early-outcomes.js';
import { caseIdOf } from './imported-ids.js';
import { planImport, type ImportPlan, type PlannedCase } from './plan.js';
import { ageWarning, areaWarning } from './warnings.js';

export interface PoliceUkOptions extends RunOptions {
  /** Files `…-street.csv` and `…-outcomes.csv`, packed with gzip or not, in any order; the header says which one is. */
  readonly files: readonly string[];
  /** Cumbria's districts unless told otherwise. */
  readonly areas?: AreasByDistrict;
  /** Called for each row that is not taken, with its file, line and reason. */
  readonly onRefused?: OnRefused;
  /** The real time, whatever the product's clock shows: no month can have been published that is not over by then. */
  readonly realTime: Instant;
}

/**
 * Takes the published crimes of data.police.uk as cases to follow up. Each batch is one transaction and each case has the
 * same id in every run, so an import can be stopped at any moment and run again: what is there stays, what is missing is
 * added, and of a case that is there only what came of it since. What came of a crime that no file has told of is kept
 * until one does. Raises no alert for what was due before now.
 */
export async function importPoliceUk(
  options: PoliceUkOptions,
  parts: ImportParts,
): Promise<ImportReport<ImportCounts>> {
  const { requestId, dryRun, files } = options;
  const plan = await planned(options, parts);
  if (!plan) return { ...emptyReport(requestId, dryRun, noCounts(files.length)), stopped: true };
  const report = emptyReport(requestId, dryRun, plan.counts);
  report.warnings.push(...ageWarning(plan.cases, parts.clock.now()));
  const unknownAreas = new Map<string, number>();
  const placed = (one: PlannedCase) => withKnownArea(one, parts, unknownAreas);
  const total = plan.cases.length + plan.outcomesOfOthers.size;
  const keys = [...plan.cases.map(({ key }) => key), ...plan.outcomesOfOthers.keys()];
  const keyNow = await keysAnew(keys, caseIdOf, parts.work.manager);
  await bringIn({ items: itemsOf(plan, placed, keyNow, requestId), total }, options, parts, report);
  for (const [area, cases] of unknownAreas) report.warnings.push(areaWarning(area, cases));
  return report;
}

/** Nothing where it was asked to stop while the files were read. */
async function planned(options: PoliceUkOptions, parts: ImportParts): Promise<ImportPlan | null> {
  const { files, areas, onRefused, realTime, signal, most } = options;
  const keptOf = (crimeIds: readonly string[]) => keptEarly(crimeIds, parts.work.manager);
  const { offenceGroups } = parts.force.directory.current;
  const terms = { offenceGroups, publishedBy: laterOf(realTime, parts.clock.now()) };
  try {
    return await planImport(files, { areas, onRefused, terms, signal, most, keptOf });
  } catch (error) {
    if (signal?.aborted && error === signal.reason) return null;
    throw error;
  }
}

function* itemsOf(
  plan: ImportPlan,
  placed: (one: PlannedCase) => PlannedCase,
  keyNow: (key: string) => string,
  importId: string,
): Generator<ImportItem> {
  for (const one of plan.cases) {
    const whole = { ...placed(one), key: keyNow(one.key) };
    const addition: ImportItem['addition'] = (kept, importing) => additionOf(whole, kept, importing);
    yield { caseId: caseIdOf(whole.key), addition, rowsOfEarlier: 0 };
  }
  for (const [crimeId, outcomes] of plan.outcomesOfOthers) {
    const key = keyNow(crimeId);
    const told = { key, crimeId, outcomes };
    const addition: ImportItem['addition'] = (kept, importing) => additionOfOutcomes(told, kept, importing);
    const keep: ImportItem['keepEarly'] = (manager) => keepEarly(importId, crimeId, outcomes, manager);
    yield { caseId: caseIdOf(key), addition, rowsOfEarlier: outcomes.length, keepEarly: keep };
  }
}

/** Without an area that the force's directory does not have: nobody would answer for it. */
function withKnownArea(planned: PlannedCase, { force }: ImportParts, unknown: Map<string, number>): PlannedCase {
  const { area } = planned;
  if (!area || force.directory.current.hasArea(area)) return planned;
  const name = `${area.bcu} / ${area.lpt}`;
  unknown.set(name, (unknown.get(name) ?? 0) + 1);
  return { ...planned, area: undefined };
}
