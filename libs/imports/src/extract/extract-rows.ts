import { bytesOf, isWholeGzip, kindOf, TooLarge, type ByteReading } from '../reading/bytes.js';
import { valuesOf } from '../reading/csv-line.js';
import { linesOf, type Line } from '../reading/lines.js';
import { isReadError, refusalOf, type Fault, type OnRefused } from '../reading/refusal.js';

/** A row of an extract: its texts by column, without space around them; empty where there is none. */
export interface ExtractRow {
  readonly line: number;
  readonly value: (column: string) => string;
}

export interface ExtractReading extends ByteReading {
  readonly format: 'csv' | 'ndjson';
  /** Those that somebody reads: each must be there. */
  readonly columns: readonly string[];
  readonly onRefused: OnRefused;
}

/**
 * The rows of an extract, packed with gzip or not, one a line. A line that cannot be read is handed to `onRefused`, and the
 * others are given. Null where the file as a whole cannot be: nothing of it is to be taken. Throws the signal's reason once
 * it is aborted.
 */
export async function readExtract(path: string, reading: ExtractReading): Promise<ExtractRow[] | null> {
  const refuse = (line: number, fault: Fault) => (reading.onRefused(refusalOf(path, line, fault)), null);
  const kind = await kindOf(path).catch((error: unknown) => {
    if (!isReadError(error)) throw error;
    return error.code === 'ENOENT' ? ('file-not-found' as const) : ('unreadable' as const);
  });
  if (kind !== 'plain' && kind !== 'gzip') return refuse(0, { code: kind });
  try {
    if (kind === 'gzip' && !(await isWholeGzip(path, reading))) return refuse(0, { code: 'truncated' });
    const lines = linesOf(bytesOf(path, kind, reading), reading);
    return await (reading.format === 'csv' ? csvRows(lines, reading, refuse) : ndjsonRows(lines, reading, refuse));
  } catch (error) {
    if (error instanceof TooLarge) return refuse(0, { code: 'too-large' });
    throw error;
  }
}

type Refuse = (line: number, fault: Fault) => null;

async function csvRows(lines: AsyncIterable<Line>, { columns }: ExtractReading, refuse: Refuse) {
  const rows: ExtractRow[] = [];
  let places: ReadonlyMap<string, number> | undefined;
  for await (const line of lines) {
    if ('text' in line && line.text.trim() === '') continue;
    const values = 'text' in line ? valuesOf(line.text) : null;
    if (!places) {
      const names = values?.map((name) => name.trim());
      if (!names) return refuse(line.number, { code: 'not-text' });
      const fault = headerFault(names, columns);
      if (fault) return refuse(line.number, fault);
      places = new Map(names.map((name, at) => [name, at]));
    } else if (!values) refuse(line.number, { code: 'fault' in line ? line.fault : 'broken-quotes' });
    else if (values.length !== places.size) refuse(line.number, { code: 'wrong-column-count' });
    else rows.push(rowOf(line.number, values, places));
  }
  return places ? rows : refuse(0, { code: 'empty-file' });
}

function rowOf(line: number, values: readonly string[], places: ReadonlyMap<string, number>): ExtractRow {
  return { line, value: (column) => values[places.get(column) ?? -1]?.trim() ?? '' };
}

function headerFault(names: readonly string[], columns: readonly string[]): Fault | undefined {
  const doubled = names.find((name, at) => names.indexOf(name) < at);
  if (doubled !== undefined) return { code: 'doubled-column' };
  return missingColumns(columns.filter((column) => !names.includes(column)));
}

/** Names come from the mapping, never from the file. */
function missingColumns(missing: readonly string[]): Fault | undefined {
  if (missing.length === 0) return undefined;
  return {
    code: 'missing-column',
    detail: `It lacks ${missing.join(', ')}: send an extract that has them, or change the mapping.`,
  };
}

async function ndjsonRows(lines: AsyncIterable<Line>, { columns }: ExtractReading, refuse: Refuse) {
  const rows: ExtractRow[] = [];
  const unseen = new Set(columns);
  for await (const line of lines) {
    if ('text' in line && line.text.trim() === '') continue;
    const found = 'text' in line ? flatObjectIn(line.text) : null;
    if (!found) {
      refuse(line.number, { code: 'fault' in line ? line.fault : 'bad-json' });
      continue;
    }
    for (const column of unseen) if (found.has(column)) unseen.delete(column);
    rows.push({ line: line.number, value: (column) => found.get(column)?.trim() ?? '' });
  }
  if (rows.length === 0) return refuse(0, { code: 'empty-file' });
  const fault = missingColumns([...unseen]);
  return fault ? refuse(0, fault) : rows;
}

/** Texts by name; null where it is no object, or one within another. */
function flatObjectIn(text: string): ReadonlyMap<string, string> | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (read === null || typeof read !== 'object' || Array.isArray(read)) return null;
  const entries = Object.entries(read).map(([name, value]) => [name, value ?? ''] as const);
  if (entries.some(([, value]) => typeof value === 'object')) return null;
  return new Map(entries.map(([name, value]) => [name, String(value)]));
}
