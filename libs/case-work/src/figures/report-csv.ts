import { countedBeside, countedStatuses, type Dimension, type Measure } from '@kept-informed/compliance';
import { stringify } from 'csv-stringify/sync';
import type { ComplianceReport } from './figures.js';

type CsvCell = string | number | null;

const measures = [
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
] as const satisfies readonly (keyof Measure)[];

/** The rows of a report for a spreadsheet, each with the times it is of; no total, which would be summed again. */
export function complianceCsv(answer: ComplianceReport, groupBy: readonly Dimension[]): string {
  const { from, to, asOf, knownAt, position } = answer;
  const times = [from, to, ...[asOf, knownAt].map((instant) => instant.replace('.000Z', 'Z')), position];
  const heads = ['from', 'to', 'asOf', 'knownAt', 'position', ...groupBy, ...measures];
  const rows = answer.rows.map((row): CsvCell[] => [
    ...times,
    ...groupBy.map((dimension) => row.group[dimension] ?? null),
    ...measures.map((name) => row[name]),
    ...(row.interval ?? [null, null]),
    row.medianLatenessHours,
  ]);
  return csvOf([[...heads, 'intervalLow', 'intervalHigh', 'medianLatenessHours'], ...rows]);
}

/** Rows as RFC 4180 has them. Null is an empty field. */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    cast: { string: harmless },
  });
}

/**
 * A text that a spreadsheet would run as a formula is kept a text by an apostrophe before it (OWASP, CSV Injection). The
 * library's own `escape_formulas` overlooks one that begins with a space.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
