import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { commitmentOf, type Commitment, type CommitmentRow } from './commitment.rules.js';

/** The project's own file, found from the sources as well as from the compiled tree. */
function cataloguePath(): URL {
  const candidates = ['../../data/commitments.csv', '../../../../../libs/commitments/data/commitments.csv'];
  const found = candidates.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The catalogue of commitments, libs/commitments/data/commitments.csv, is not there.');
  return found;
}

/** Every promise that the product knows, adopted or not, in the order of the catalogue. */
export function readCatalogue(): readonly Commitment[] {
  const rows: CommitmentRow[] = parse(readFileSync(cataloguePath()), { columns: true });
  return rows.map(commitmentOf);
}
