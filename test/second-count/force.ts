import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ENGLAND_AND_WALES_ROWS } from '@kept-informed/calendar';
import { catalogueIn } from './catalogue.js';
import type { Book } from './owed.js';
import { termsOf } from './terms.js';

interface ForceFile {
  readonly policy: { readonly adopts: string[] };
  readonly bodies?: readonly { readonly body: string; readonly teams?: readonly string[] }[];
}

/** What a force goes by that has the product's catalogue and holidays, and activated nothing: its file says the rest. */
export function bookOf(forceFile: string): Book {
  const { policy, bodies = [] } = parse(readFileSync(forceFile, 'utf8')) as ForceFile;
  return {
    recordHere: new Set(['force', ...bodies.flatMap(({ body, teams }) => (teams ? [body] : []))]),
    catalogue: catalogueIn(readFileSync('libs/commitments/data/commitments.csv', 'utf8')),
    terms: termsOf(policy.adopts, ENGLAND_AND_WALES_ROWS),
  };
}
