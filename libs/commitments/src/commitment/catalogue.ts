import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productFolder } from '@kept-informed/runtime';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { catalogueOf, CatalogueInvalid, requireColumns } from './catalogue.rules.js';
import type { Commitment, CommitmentRow } from './commitment.rules.js';

/** Every promise that the product knows, adopted or not, in the order of the catalogue. Throws CatalogueInvalid. */
export function readCatalogue(): readonly Commitment[] {
  return catalogueIn(readFileSync(join(productFolder(), 'libs/commitments/data/commitments.csv'), 'utf8'));
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
