import type { FunnelPoint, FunnelView, GroupedDimension, MonthPoint, MonthSeries } from '@kept-informed/compliance';
import type { ExportTable } from '@kept-informed/exports';
import { intervalColumns, ratedColumns, textColumn, timeColumns, wordsOf } from './table-columns.js';
import type { ReportHead } from './variation.js';

/** The rate by month for a file, each month with the limits of all. */
export function monthsTable(series: ReportHead & MonthSeries): ExportTable<MonthPoint> {
  const { limits, points, from, to, verdict } = series;
  const words = wordsOf('The rate by month', series);
  const limit = (end: 'lower' | 'centre' | 'upper', sentence: string) =>
    ({ name: end, kind: 'number', sentence, of: () => limits?.[end] ?? null }) as const;
  return {
    name: `months-${from}-to-${to}`,
    words: { ...words, facts: [...words.facts, ['verdict', verdict]] },
    columns: [
      ...timeColumns(series),
      textColumn('month', 'Of the due date; each month of the period once.'),
      ...ratedColumns,
      textColumn('signal', 'Why it is more than chance, by the rules of an XmR chart; empty: it is not.'),
      limit('lower', 'From here on chance alone keeps a month; empty for fewer than six months with a rate.'),
      limit('centre', 'The mean of the months.'),
      limit('upper', 'Up to here chance alone keeps a month.'),
    ],
    rows: points,
  };
}

/** Groups beside the limits of their size, for a file. */
export function funnelTable(view: ReportHead & FunnelView, by: GroupedDimension): ExportTable<FunnelPoint> {
  const words = wordsOf('Groups side by side', view);
  return {
    name: `funnel-by-${by}-${view.from}-to-${view.to}`,
    words: { ...words, facts: [...words.facts, ['rate of all', view.display]] },
    columns: [
      ...timeColumns(view),
      { name: by, kind: 'text', sentence: 'Of what the line is; empty: they have none.', of: ({ group }) => group },
      ...ratedColumns,
      ...intervalColumns(({ warning }: FunnelPoint) => warning, {
        name: 'warning',
        sentence: 'Within this 95 in 100 such groups lie by chance.',
      }),
      ...intervalColumns(({ action }: FunnelPoint) => action, {
        name: 'action',
        sentence: 'Within this 998 in 1,000 such groups lie by chance.',
      }),
      textColumn(
        'place',
        '`low` and `high` are more than chance; of `perhaps-…` one group in twenty is one by chance.',
      ),
    ],
    rows: view.points,
  };
}
