import type { EthnicGroupRate, EthnicityPlace } from '@kept-informed/compliance';
import type { ExportTable } from '@kept-informed/exports';
import type { EthnicityReport } from './ethnicity-figures.js';
import { ratedColumns, rateInterval, textColumn, timeColumns, wordsOf } from './table-columns.js';

type EthnicityLine = Pick<EthnicGroupRate, 'ethnicity' | 'hidden'> &
  Partial<Omit<Extract<EthnicGroupRate, { readonly hidden: false }>, 'ethnicity' | 'hidden'>> & {
    readonly place: string | null;
    readonly isTotal: boolean;
  };

/** Rates by ethnic group for a file, those of all together too, for of what is hidden no sum can be made. */
export function ethnicityTable(report: EthnicityReport, by: EthnicityPlace | undefined): ExportTable<EthnicityLine> {
  const { rows, totals, quarter } = report;
  const places = by ? rows.map(({ place, groups }) => ({ place, groups, isTotal: false })) : [];
  const lines = [...places, { place: null, groups: totals.groups, isTotal: true }];
  return {
    name: `ethnicity-${quarter}${by ? `-by-${by}` : ''}`,
    words: wordsOf('Whether people are kept informed alike', report),
    columns: [
      ...timeColumns(report),
      textColumn('place', 'Where; empty: what has none, or all together.'),
      { name: 'isTotal', kind: 'flag', sentence: 'It is of all places together.', of: ({ isTotal }) => isTotal },
      textColumn('ethnicity', 'What they said of themselves, or that they said nothing.'),
      {
        name: 'hidden',
        kind: 'flag',
        sentence: 'It is small, or would give a small one away: nothing else is said of it.',
        of: ({ hidden }) => hidden,
      },
      ...ratedColumns,
      ...rateInterval,
    ],
    rows: lines.flatMap(({ groups, ...line }) => groups.map((group) => ({ ...group, ...line }))),
  };
}
