import { parse } from 'csv-parse/sync';

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
