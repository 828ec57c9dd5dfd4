import { withoutOne } from '@kept-informed/event-store';
import type { FieldRule } from '@kept-informed/fields';

/** The same, or what stands for those that have none: what waits for a calendar is of no month. */
export const orNone = ({ expected, accepts, schema }: FieldRule): FieldRule => ({
  expected: `${expected}, or ${withoutOne}`,
  accepts: (value) => value === withoutOne || accepts(value),
  schema: { ...schema, pattern: `^${withoutOne}$|${schema['pattern']}` },
});

export const quarter: FieldRule = {
  expected: 'a quarter of a year, like 2026-Q4',
  accepts: (value) => typeof value === 'string' && /^[1-9]\d{3}-Q[1-4]$/.test(value),
  schema: { type: 'string', pattern: '^[1-9]\\d{3}-Q[1-4]$' },
};

export const financialYear: FieldRule = {
  expected: 'a financial year, like 2026-27',
  accepts: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}$/.test(value) &&
    Number(value.slice(5)) === (Number(value.slice(0, 4)) + 1) % 100,
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
};

export const month: FieldRule = {
  expected: 'a month, like 2026-10',
  accepts: (value) => typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
  schema: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
};
