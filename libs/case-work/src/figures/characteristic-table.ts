import type { GroupPlace, GroupRate } from '@kept-informed/compliance';
import type { ExportTable } from '@kept-informed/exports';
import type { CharacteristicReport } from './characteristic-figures.js';
import { ratedColumns, rateInterval, textColumn, timeColumns, wordsOf } from './table-columns.js';

type GroupLine = Pick<GroupRate, 'group' | 'hidden'> &
  Partial<Omit<Extract<GroupRate, { readonly hidden: false }>, 'group' | 'hidden'>> & {
    readonly place: string | null;
    readonly isTotal: boolean;
  };

/** Rates by group for a file, those of all together too, for of what is hidden no sum can be made. */
export function characteristicTable(report: CharacteristicReport, by: GroupPlace | undefined): ExportTable<GroupLine> {
  const { rows, totals, quarter, of } = report;
  const places = by ? rows.map(({ place, groups }) => ({ place, groups, isTotal: false })) : [];
  const lines = [...places, { place: null, groups: totals.groups, isTotal: true }];
  return {
    name: `${of}-${quarter}${by ? `-by-${by}` : ''}`,
    words: wordsOf('Whether people are kept informed alike', report),
    columns: [
      ...timeColumns(report),
      textColumn('place', 'Where; empty: what has none, or all together.'),
      { name: 'isTotal', kind: 'flag', sentence: 'It is of all places together.', of: ({ isTotal }) => isTotal },
      textColumn('group', 'What they said of themselves, or that they said nothing.'),
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
