import { countedStatuses, type Dimension, type Measure } from '@kept-informed/compliance';
import type { ComplianceResponse } from './compliance.response.js';

type CsvCell = string | number | null;

const measures = [
  'fellDue',
  ...countedStatuses,
  'recordedLate',
  'rate',
  'display',
] as const satisfies readonly (keyof Measure)[];

/** The rows of a report for a spreadsheet, each with the times it is of; no total, which would be summed again. */
export function complianceCsv(answer: ComplianceResponse, groupBy: readonly Dimension[]): string {
  const { from, to, asOf, knownAt, position } = answer;
  const times = [from, to, ...[asOf, knownAt].map((instant) => instant.replace('.000Z', 'Z')), position];
  const heads = ['from', 'to', 'asOf', 'knownAt', 'position', ...groupBy, ...measures];
  const rows = answer.rows.map((row): CsvCell[] => [
    ...times,
    ...groupBy.map((dimension) => (row.group as Record<string, string | null>)[dimension] ?? null),
    ...measures.map((name) => row[name]),
    ...(row.interval ?? [null, null]),
    row.medianLatenessHours,
  ]);
  return csvOf([[...heads, 'intervalLow', 'intervalHigh', 'medianLatenessHours'], ...rows]);
}

/** Rows as RFC 4180 has them: CRLF after each, quotes around what needs them. Null is an empty field. */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(cell: CsvCell): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? String(cell) : harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would run as a formula is kept a text by an apostrophe before it (OWASP, CSV Injection). */
function harmless(text: string): string {
  return /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
