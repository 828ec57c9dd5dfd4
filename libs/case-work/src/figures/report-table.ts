import { type ComplianceRow, countedBeside, countedStatuses, type Dimension } from '@kept-informed/compliance';
import type { ExportColumn, ExportTable } from '@kept-informed/exports';
import { figureSentences } from './figure-sentences.js';
import type { ComplianceReport, RecordedElsewhere } from './figures.js';
import { groupColumns, numberColumn, rateInterval, textColumn, timeColumns, wordsOf } from './table-columns.js';

const counts = [...countedStatuses, ...countedBeside] as const;
const counted = [
  numberColumn('fellDue', figureSentences.fellDue),
  ...counts.map((name) => numberColumn(name, figureSentences[name])),
];

const figures: readonly ExportColumn<ComplianceRow>[] = [
  ...counted,
  numberColumn('rate', figureSentences.rate),
  numberColumn('rateAsStood', figureSentences.rateAsStood),
  textColumn('display', figureSentences.display),
  numberColumn('personDays', figureSentences.personDays),
  numberColumn('coveredDays', figureSentences.coveredDays),
  numberColumn('coverage', figureSentences.coverage),
  textColumn('coverageDisplay', figureSentences.coverageDisplay),
  ...rateInterval,
  numberColumn('medianLatenessHours', figureSentences.medianLatenessHours),
];

/** The rows of a report for a file, each with the times it is of; no total, which would be summed again. */
export function reportTable(report: ComplianceReport, groupBy: readonly Dimension[]): ExportTable<ComplianceRow> {
  return {
    name: `compliance-${report.from}-to-${report.to}`,
    words: wordsOf('Kept and missed promises', report),
    columns: [...timeColumns(report), ...groupColumns(groupBy), ...figures],
    rows: report.rows,
  };
}

/** The same of what bodies owe that do not record here: counts, and no rate. */
export function recordedElsewhereTable(
  report: RecordedElsewhere,
  groupBy: readonly Dimension[],
): ExportTable<RecordedElsewhere['rows'][number]> {
  return {
    name: `not-recorded-here-${report.from}-to-${report.to}`,
    words: wordsOf('Not recorded here', report),
    columns: [...timeColumns(report), ...groupColumns(groupBy), ...counted],
    rows: report.rows,
  };
}
