import { valuesOf } from '../reading/csv-line.js';
import type { Fault } from '../reading/refusal.js';
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

/** Read where they stand there. */
const OPTIONAL = ['Falls within', 'Last outcome category'];
const OTHER_SEPARATORS = { ';': 'semicolons', '\t': 'tabs', '|': 'upright bars' } as const;

/**
 * Understands a header in any order, with any further columns, in capitals or not. Answers what keeps it from being a
 * street file's or an outcomes file's.
 */
export function columnsOf(header: string): Columns | Fault {
  const separator = otherSeparatorIn(header);
  if (separator)
    return { code: 'wrong-separator', detail: `Its columns are parted by ${separator}: save it with commas.` };
  const names = valuesOf(header)?.map(normal);
  if (!names)
    return { code: 'wrong-header', detail: 'The quotes of its header do not pair up: double those in a name.' };
  const kind = names.includes(normal('Outcome type')) ? 'outcome' : 'street';
  const missing = NEEDED[kind].filter((name) => !names.includes(normal(name)));
  if (missing.length > 0) return wrongHeader(missing);
  const doubled = [...NEEDED[kind], ...OPTIONAL].find((name) => isTwiceIn(names, normal(name)));
  if (doubled)
    return { code: 'doubled-column', detail: `It has the column ${doubled} twice: take one of the two out.` };
  const places = new Map(names.map((name, place) => [name, place]));
  const value = (row: readonly string[], column: string) => row[places.get(normal(column)) ?? -1]?.trim() ?? '';
  return { kind, count: names.length, value };
}

function otherSeparatorIn(header: string): string | undefined {
  const timesIn = (sign: string) => header.split(sign).length;
  return Object.entries(OTHER_SEPARATORS).find(([sign]) => timesIn(sign) > timesIn(','))?.[1];
}

function wrongHeader(missing: readonly string[]): Fault {
  const detail = `It is neither a street nor an outcomes file: its first line lacks ${missing.join(', ')}; name one as data.police.uk publishes it.`;
  return { code: 'wrong-header', detail };
}

function isTwiceIn(names: readonly string[], name: string): boolean {
  return names.indexOf(name) !== names.lastIndexOf(name);
}

function normal(name: string): string {
  return name.trim().toLowerCase();
}
