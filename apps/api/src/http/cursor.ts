import { parseInstant, parseLocalDate } from '@kept-informed/calendar';
import { invalid } from './problem.js';

const VERSION = 1;
const LONGEST = 1_024;

const KINDS = {
  text: (value: unknown) => typeof value === 'string' && value.length <= 500 && !/\p{Cc}|\p{Cs}/u.test(value),
  number: (value: unknown) => Number.isSafeInteger(value),
  instant: (value: unknown) => typeof value === 'string' && parseInstant(value) === value,
  date: (value: unknown) => typeof value === 'string' && parseLocalDate(value) === value,
};

export type CursorKind = keyof typeof KINDS;
export type CursorValue = string | number;

export interface Cursors {
  /** The place after the row with these values in the order's columns. */
  write(values: CursorValue[]): string;
  /** The values back; undefined without a cursor; 422 `?cursor` where this list did not write it. */
  read(cursor: string | undefined): CursorValue[] | undefined;
}

/** Opaque cursors of one list in one order, for keyset pagination: `cursors('obligations:dueAt', ['instant', 'text'])`. */
export function cursors(order: string, kinds: readonly CursorKind[]): Cursors {
  const fits = (values: unknown): values is CursorValue[] =>
    Array.isArray(values) && values.length === kinds.length && kinds.every((kind, at) => KINDS[kind](values[at]));
  return {
    write: (values) => Buffer.from(JSON.stringify([VERSION, order, values])).toString('base64url'),
    read: (cursor) => {
      if (cursor === undefined) return undefined;
      const [version, written, values] = opened(cursor);
      if (version === VERSION && written === order && fits(values)) return values;
      throw invalid([{ pointer: '?cursor', detail: 'Expected a cursor that this list gave, in the same order.' }]);
    },
  };
}

function opened(cursor: string): unknown[] {
  if (cursor.length > LONGEST) return [];
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
