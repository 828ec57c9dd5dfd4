import type { FieldRule } from '@kept-informed/fields';

/** Where a value comes from: a column, what a table makes of a column, or always the same. */
export interface ValueFrom {
  readonly column?: string;
  /** What each text of the column means; any other refuses the row. */
  readonly values?: Readonly<Record<string, string>>;
  readonly value?: string;
}

const keys = new Set(['column', 'values', 'value']);

/** In a mapping: the name of a column, `{ column, values }`, or `{ value }`. */
export const valueFrom: FieldRule = {
  expected: 'the name of a column, or { column, values }, or { value }',
  accepts: (value) => isObject(value) && faultIn(value) === undefined,
  fault: (value) => (isObject(value) ? faultIn(value) : undefined),
  read: (value) => (typeof value === 'string' ? { column: value } : value),
  schema: { type: 'object' },
};

function faultIn(value: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(value).find((key) => !keys.has(key));
  if (unknown !== undefined) return `It has a key that nobody reads: ${unknown}.`;
  const { column, values, value: always } = value;
  if ((column === undefined) === (always === undefined)) return 'Give either a column or a value.';
  if (!isName(column ?? always)) return 'A column and a value are texts of 1 to 200 characters.';
  if (values === undefined) return undefined;
  if (column === undefined || !isObject(values) || !Object.values(values).every(isName))
    return 'The values of a column are a table from texts to texts; put true and false in quotes.';
  return undefined;
}

const isName = (text: unknown) => typeof text === 'string' && text.trim() !== '' && text.length <= 200;

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Everything that it can give without looking at a row: what it always is, or what its table makes of texts. */
export function constantsOf({ values, value }: ValueFrom): readonly string[] {
  return value === undefined ? Object.values(values ?? {}) : [value];
}
