import { existsSync, readFileSync } from 'node:fs';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { catalogueOf, CatalogueInvalid, requireColumns } from './catalogue.rules.js';
import type { Commitment, CommitmentRow } from './commitment.rules.js';

/** The project's own file, found from the sources as well as from the compiled tree. */
function cataloguePath(): URL {
  const candidates = ['../../data/commitments.csv', '../../../../../libs/commitments/data/commitments.csv'];
  const found = candidates.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The catalogue of commitments, libs/commitments/data/commitments.csv, is not there.');
  return found;
}

/** Every promise that the product knows, adopted or not, in the order of the catalogue. Throws CatalogueInvalid. */
export function readCatalogue(): readonly Commitment[] {
  return catalogueIn(readFileSync(cataloguePath(), 'utf8'));
}

/** The promises that a text makes, however its lines end. Throws CatalogueInvalid. */
export function catalogueIn(text: string): Commitment[] {
  return catalogueOf(rowsOf(text));
}

function rowsOf(text: string): CommitmentRow[] {
  const header = (names: string[]): string[] => {
    requireColumns(names);
    return names;
  };
  try {
    return parse(text, { bom: true, columns: header, record_delimiter: ['\r\n', '\n', '\r'] });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { column, lines } = error as CsvError & { readonly column?: string | number; readonly lines: number };
    throw new CatalogueInvalid([{ row: lines, column: String(column ?? 'id'), detail: error.message }]);
  }
}
