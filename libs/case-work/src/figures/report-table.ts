import {
  type ComplianceRow,
  countedBeside,
  countedStatuses,
  type Dimension,
  measureDefinitions,
} from '@kept-informed/compliance';
import type { ExportColumn, ExportTable, ExportWords } from '@kept-informed/exports';
import { figureSentences } from './figure-sentences.js';
import type { ComplianceReport } from './figures.js';
import type { ReportTimes } from './report-questions.js';

/** Of what a file is, as known when. */
interface FileOfReport extends ReportTimes {
  readonly position: string;
  readonly definition: string;
}

const figures = [
  'fellDue',
  ...countedStatuses,
  ...countedBeside,
  'rate',
  'rateAsStood',
  'display',
  'personDays',
  'coveredDays',
  'coverage',
  'coverageDisplay',
] as const;

const texts: ReadonlySet<string> = new Set(['display', 'coverageDisplay']);
const shown = (instant: string): string => instant.replace('.000Z', 'Z');

/** The rows of a report for a file, each with the times it is of; no total, which would be summed again. */
export function reportTable(report: ComplianceReport, groupBy: readonly Dimension[]): ExportTable<ComplianceRow> {
  const { interval, medianLatenessHours } = figureSentences;
  const columns: ExportColumn<ComplianceRow>[] = [
    { name: 'from', kind: 'date', sentence: 'The first due date.', of: () => report.from },
    { name: 'to', kind: 'date', sentence: 'The last due date, included.', of: () => report.to },
    { name: 'asOf', kind: 'instant', sentence: 'Statuses as of then.', of: () => shown(report.asOf) },
    {
      name: 'knownAt',
      kind: 'instant',
      sentence: 'What was recorded by then counts.',
      of: () => shown(report.knownAt),
    },
    { name: 'position', kind: 'text', sentence: 'The last fact that counts.', of: () => report.position },
    ...groupBy.map((dimension): ExportColumn<ComplianceRow> => {
      const of = ({ group }: ComplianceRow): string | null => group[dimension] ?? null;
      return { name: dimension, kind: 'text', sentence: 'Of what the line is; empty: they have none.', of };
    }),
    ...figures.map((name): ExportColumn<ComplianceRow> => {
      const kind = texts.has(name) ? 'text' : 'number';
      return { name, kind, sentence: figureSentences[name], of: (row) => row[name] };
    }),
    {
      name: 'intervalLow',
      kind: 'number',
      sentence: `${interval} Its lower end.`,
      of: (row) => row.interval?.[0] ?? null,
    },
    {
      name: 'intervalHigh',
      kind: 'number',
      sentence: `${interval} Its upper end.`,
      of: (row) => row.interval?.[1] ?? null,
    },
    {
      name: 'medianLatenessHours',
      kind: 'number',
      sentence: medianLatenessHours,
      of: (row) => row.medianLatenessHours,
    },
  ];
  return { words: wordsOf('Kept and missed promises', report), columns, rows: report.rows };
}

export function wordsOf(title: string, { from, to, asOf, knownAt, position, definition }: FileOfReport): ExportWords {
  return {
    title: `${title}, ${from} to ${to}`,
    definition,
    facts: Object.entries({ from, to, asOf: shown(asOf), knownAt: shown(knownAt), position }),
    measures: measureDefinitions.map(({ id, sentence }) => [id, sentence]),
  };
}
