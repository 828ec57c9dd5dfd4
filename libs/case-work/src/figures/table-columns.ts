import { type MeasuredDimension, measureDefinitions } from '@kept-informed/compliance';
import type { ExportColumn, ExportWords } from '@kept-informed/exports';
import type { Interval } from '@kept-informed/statistics';
import { figureSentences } from './figure-sentences.js';
import type { ReportTimes } from './report-questions.js';

/** Of what a file is, as known when. */
export interface FileOfReport extends ReportTimes {
  readonly position: string;
  readonly definition: string;
}

export const inSeconds = (instant: string): string => instant.replace('.000Z', 'Z');

/** What is needed to understand a file of a period. */
export function wordsOf(title: string, { from, to, asOf, knownAt, position, definition }: FileOfReport): ExportWords {
  return {
    title: `${title}, ${from} to ${to}`,
    definition,
    facts: Object.entries({ from, to, asOf: inSeconds(asOf), knownAt: inSeconds(knownAt), position }),
    measures: measureDefinitions.map(({ id, sentence }) => [id, sentence]),
  };
}

/** A column of a number, as its row has it. */
export const numberColumn = <Name extends string>(name: Name, sentence: string) =>
  ({ name, kind: 'number', sentence, of: (row) => row[name] ?? null }) as ExportColumn<
    Readonly<Partial<Record<Name, number | null>>>
  >;

/** A column of a text, as its row has it. */
export const textColumn = <Name extends string>(name: Name, sentence: string) =>
  ({ name, kind: 'text', sentence, of: (row) => row[name] ?? null }) as ExportColumn<
    Readonly<Partial<Record<Name, string | null>>>
  >;

/** Of which times each line is: lines of several files can lie in one sheet. */
export function timeColumns({ from, to, asOf, knownAt, position }: Omit<FileOfReport, 'definition'>) {
  return [
    { name: 'from', kind: 'date', sentence: 'The first date of the period.', of: () => from },
    { name: 'to', kind: 'date', sentence: 'The last date of the period, included.', of: () => to },
    { name: 'asOf', kind: 'instant', sentence: 'Statuses as of then.', of: () => inSeconds(asOf) },
    { name: 'knownAt', kind: 'instant', sentence: 'What was recorded by then counts.', of: () => inSeconds(knownAt) },
    { name: 'position', kind: 'text', sentence: 'The last fact that counts.', of: () => position },
  ] satisfies ExportColumn<object>[];
}

/** Of which group a line is, a column for each dimension. */
export const groupColumns = <By extends MeasuredDimension>(
  groupBy: readonly By[],
  sentence = 'Of what the line is; empty: they have none.',
): ExportColumn<{ readonly group: Readonly<Partial<Record<By, string | null>>> }>[] =>
  groupBy.map((name) => ({ name, kind: 'text', sentence, of: ({ group }) => group[name] ?? null }));

/** The two ends of an interval. */
export const intervalColumns = <Row>(
  of: (row: Row) => Interval | null | undefined,
  { name, sentence }: { readonly name: string; readonly sentence: string },
): ExportColumn<Row>[] =>
  (['Low', 'High'] as const).map((end, at) => ({
    name: `${name}${end}`,
    kind: 'number',
    sentence: `${sentence} Its ${end === 'Low' ? 'lower' : 'upper'} end.`,
    of: (row) => of(row)?.[at] ?? null,
  }));

/** Those of a rate. */
export const rateInterval = intervalColumns((row: { readonly interval?: Interval | null }) => row.interval, {
  name: 'interval',
  sentence: figureSentences.interval,
});

/** A rate with what it is of. */
export const ratedColumns = [
  numberColumn('met', 'Done by its due time.'),
  numberColumn('rated', 'What the rate is of: met, met late, missed and excused.'),
  numberColumn('rate', 'met / rated; empty where none of these fell due.'),
  textColumn('display', 'The rate for people; `none due` where it is empty.'),
] as const;
