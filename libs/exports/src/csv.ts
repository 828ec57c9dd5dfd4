import { Readable } from 'node:stream';
import { type Options, stringify } from 'csv-stringify';
import { stringify as stringifyNow } from 'csv-stringify/sync';
import { type ExportTable, type ExportValue, valuesOf } from './export-table.js';

/** As RFC 4180 names a file with a line of heads. */
export const csvType = 'text/csv; charset=utf-8; header=present';

const options: Options = {
  record_delimiter: 'windows',
  quote_record_delimiter: true,
  cast: { string: harmless, boolean: String },
};

/**
 * Rows as RFC 4180 has them, made as they are read: a million are never in memory together. Null is an empty field. A text that a
 * spreadsheet would run stays a text.
 */
export function csvStream<Row>({ columns, rows }: Pick<ExportTable<Row>, 'columns' | 'rows'>): Readable {
  const lines = Readable.from(linesOf(columns, rows));
  const csv = stringify(options);
  // A file that ends early must not look whole, and whoever goes away early lets the rest be.
  lines.on('error', (error) => csv.destroy(error));
  csv.on('close', () => lines.destroy());
  return lines.pipe(csv);
}

/** A few lines at once, heads and all. */
export const csvOf = (lines: readonly (readonly ExportValue[])[]): string => stringifyNow([...lines], options);

async function* linesOf<Row>(
  columns: ExportTable<Row>['columns'],
  rows: ExportTable<Row>['rows'],
): AsyncGenerator<ExportValue[]> {
  yield columns.map(({ name }) => name);
  for await (const row of rows) yield valuesOf(columns, row);
}

/**
 * A text that a spreadsheet would run as a formula is kept a text by an apostrophe before it (OWASP, CSV Injection). The
 * library's own `escape_formulas` overlooks one that begins with a space.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
