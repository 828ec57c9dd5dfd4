import { rules, type FieldRule } from '@kept-informed/fields';
import { invalid } from './problem.js';

const VERSION = 1;
const LONGEST = 1_024;

/** What may stand in a cursor: as it would be taken in a request, and in its canonical form. */
const KINDS = {
  text: rules.text({ max: 500 }),
  position: rules.position,
  instant: rules.instant,
} satisfies Record<string, FieldRule>;

export type CursorKind = keyof typeof KINDS;

export interface Cursors {
  /** The place after the row with these values in the order's columns. */
  write(values: string[]): string;
  /** The values back; undefined without a cursor; 422 `?cursor` where this list did not write it. */
  read(cursor: string | undefined): string[] | undefined;
}

/** Opaque cursors of one list in one order, for keyset pagination: `cursors('obligations:dueAt', ['instant', 'text'])`. */
export function cursors(order: string, kinds: readonly CursorKind[]): Cursors {
  const fits = (values: unknown): values is string[] =>
    Array.isArray(values) &&
    values.length === kinds.length &&
    kinds.every((kind, at) => isCanonical(KINDS[kind], values[at]));
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

function isCanonical(rule: FieldRule, value: unknown): boolean {
  return rule.accepts(value) && (rule.read?.(value) ?? value) === value;
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
