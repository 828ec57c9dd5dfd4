import { never } from '@kept-informed/calendar';
import { type MeasuredDimension, type MeasuredItem, type MeasuredRow, measuredOf } from '@kept-informed/compliance';
import type { ExportColumn, ExportTable } from '@kept-informed/exports';
import type { MeasuredInFull, MeasureReport } from './measured-figures.js';
import {
  groupColumns,
  inSeconds,
  numberColumn,
  rateInterval,
  textColumn,
  timeColumns,
  wordsOf,
} from './table-columns.js';

/** The rows of a measure for a file; no total, which would be summed again. */
export function measureTable(report: MeasureReport, groupBy: readonly MeasuredDimension[]): ExportTable<MeasuredRow> {
  const { measure, title, partTitle, wholeTitle, from, to } = report;
  return {
    name: `${measure}-${from}-to-${to}`,
    words: wordsOf(title, report),
    columns: [
      { name: 'measure', kind: 'text', sentence: 'Of which measure, by its id.', of: () => measure },
      ...timeColumns(report),
      ...groupColumns(groupBy),
      numberColumn('part', `How many are of the part: ${partTitle}.`),
      numberColumn('whole', `How many are of the whole: ${wholeTitle}.`),
      numberColumn('rate', 'part / whole; empty where the whole is none.'),
      textColumn('display', 'The rate for people; where it is empty, that there is none.'),
      ...rateInterval,
    ],
    rows: report.rows,
  };
}

const own: readonly ExportColumn<MeasuredItem>[] = [
  textColumn('id', 'Of an obligation, a promised date, a participant or a closing, as the measure has them.'),
  textColumn('caseId', 'Its case.'),
  textColumn('participantId', 'To whom it is owed; empty: it is of a case and of nobody in particular.'),
  {
    name: 'at',
    kind: 'instant',
    sentence: 'Its due time, or when it arose, was promised for, joined or closed; empty: none.',
    of: ({ at }) => (at === never ? null : inSeconds(at)),
  },
  {
    name: 'isPart',
    kind: 'flag',
    sentence: 'Whether it is of the part, or of the whole alone.',
    of: (row) => row.isPart,
  },
];

/** What a measure counts, every one of them, read as they are taken. */
export function measuredTable({ measure, times, position, withheld, rows }: MeasuredInFull): ExportTable<MeasuredItem> {
  const { title, sentence: definition, source } = measuredOf(measure);
  const words = wordsOf(`What is counted: ${title}`, { ...times, position, definition });
  return {
    name: `${measure}-rows-${times.from}-to-${times.to}`,
    words: { ...words, facts: [...words.facts, ['withheld', String(withheld)]] },
    columns: [...own, ...groupColumns(source.dimensions, 'To what it belongs; empty: to none.')],
    rows,
  };
}
