import { parse } from 'csv-parse/sync';
import type { PoliceUkRow } from './rows.js';

const NEEDED = {
  street: ['Crime ID', 'Month', 'Longitude', 'Latitude', 'Location', 'LSOA name', 'Crime type'],
  outcome: ['Crime ID', 'Month', 'Outcome type'],
} as const;

/** Which file a header announces, and how to take a value from a row by its column's name. */
export interface Columns {
  readonly kind: PoliceUkRow['kind'];
  readonly count: number;
  /** The value, without spaces around it; empty where the file has no such column. */
  readonly value: (row: readonly string[], column: string) => string;
}

/**
 * Understands a header in any order, with any further columns, in capitals or not. Answers the columns that are
 * missing where it is neither a street file's nor an outcomes file's.
 */
export function columnsOf(header: readonly string[]): Columns | { readonly missing: readonly string[] } {
  const places = new Map<string, number>();
  header.forEach((name, i) => !places.has(normal(name)) && places.set(normal(name), i));
  const kind = places.has(normal('Outcome type')) ? 'outcome' : 'street';
  const missing = NEEDED[kind].filter((name) => !places.has(normal(name)));
  if (missing.length > 0) return { missing };
  const value = (row: readonly string[], column: string) => row[places.get(normal(column)) ?? -1]?.trim() ?? '';
  return { kind, count: header.length, value };
}

function normal(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * The values of one line, or null where its quotes do not pair up. The files have one row per line, so each line is
 * taken by itself: given the whole file, csv-parse takes everything up to the next quote for one value, and a single
 * stray quote swallowed the rest of the file.
 */
export function valuesOf(line: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(',');
  try {
    return (parse(line, { trim: true }) as string[][])[0] ?? [];
  } catch {
    return null;
  }
}
