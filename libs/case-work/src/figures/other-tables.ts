import type { Dimension, PromiseDimension, PromiseReportRow, SilenceView } from '@kept-informed/compliance';
import type { ExportColumn, ExportTable } from '@kept-informed/exports';
import { noLimitSentences } from './figure-sentences.js';
import type { NoLimitReport, SilenceInFull } from './figures.js';
import {
  type FileOfReport,
  groupColumns,
  inSeconds,
  intervalColumns,
  numberColumn,
  rateInterval,
  textColumn,
  timeColumns,
  wordsOf,
} from './table-columns.js';

type NoLimitLine = NoLimitReport['rows'][number];

const { targetRate, targetDisplay, targetInterval, ...noLimitCounts } = noLimitSentences;

/** Duties without a printed limit for a file; no total, which would be summed again. */
export function noLimitTable(report: NoLimitReport, groupBy: readonly Dimension[]): ExportTable<NoLimitLine> {
  return {
    name: `no-limit-${report.from}-to-${report.to}`,
    words: wordsOf('Duties without a limit', report),
    columns: [
      ...timeColumns(report),
      ...groupColumns(groupBy),
      ...Object.entries(noLimitCounts).map(([name, sentence]) =>
        numberColumn(name as keyof typeof noLimitCounts, sentence),
      ),
      numberColumn('targetRate', targetRate),
      textColumn('targetDisplay', targetDisplay),
      ...intervalColumns((row: NoLimitLine) => row.targetInterval, {
        name: 'targetInterval',
        sentence: targetInterval,
      }),
    ],
    rows: report.rows,
  };
}

const silent: readonly ExportColumn<SilenceView>[] = [
  textColumn('participantId', 'Who has heard nothing.'),
  textColumn('caseId', 'Their case.'),
  textColumn('kind', 'What kind of case it is.'),
  textColumn('reference', 'By which the force calls it.'),
  textColumn('role', 'What they are in it.'),
  textColumn('entitlement', 'What they are assessed as.'),
  textColumn('owner', 'Staff id of whom the case belongs to, who can break the silence; empty: nobody.'),
  textColumn('team', 'Their team.'),
  textColumn('bcu', 'The basic command unit of the case.'),
  textColumn('lpt', 'The local policing team of the case.'),
  {
    name: 'lastUpdateAt',
    kind: 'instant',
    sentence: 'When they last had an update; empty: never.',
    of: ({ lastUpdateAt }) => lastUpdateAt && inSeconds(lastUpdateAt),
  },
  {
    name: 'sinceOn',
    kind: 'date',
    sentence: 'The date of that, or on which they joined the case.',
    of: ({ sinceOn }) => sinceOn,
  },
  numberColumn('daysSilent', 'Whole days since then.'),
];

/** Who has heard nothing for how long, every one of them, read as they are taken. */
export function silenceTable({ days, asOf, knownAt, position, rows }: SilenceInFull): ExportTable<SilenceView> {
  const times = { asOf: inSeconds(asOf), knownAt: inSeconds(knownAt) };
  return {
    name: `silence-of-${days}-days-${times.asOf.slice(0, 10)}`,
    words: {
      title: `Without an update for ${days} days or more`,
      definition:
        'Victims and enquirers of open cases who have had no update for so many days, whether or not one was due.',
      facts: Object.entries({ days: String(days), ...times, position }),
      measures: [],
    },
    columns: silent,
    rows,
  };
}

interface PromiseReport extends FileOfReport {
  readonly rows: readonly PromiseReportRow[];
}

/** What became of promised dates, for a file; no total, which would be summed again. */
export function promisesTable(
  report: PromiseReport,
  groupBy: readonly PromiseDimension[],
): ExportTable<PromiseReportRow> {
  return {
    name: `promises-${report.from}-to-${report.to}`,
    words: wordsOf('Promised dates', report),
    columns: [
      ...timeColumns(report),
      ...groupColumns(groupBy),
      numberColumn('promised', 'Promised dates in the period: always kept, broken and open together.'),
      numberColumn('kept', 'An update reached them by the end of that date.'),
      numberColumn('broken', 'The date ended without one.'),
      numberColumn('open', 'The date has not ended as of then.'),
      numberColumn('rate', 'kept / (kept + broken); empty where no date has ended.'),
      textColumn('display', 'The rate for people; `none due` where it is empty.'),
      ...rateInterval,
    ],
    rows: report.rows,
  };
}
