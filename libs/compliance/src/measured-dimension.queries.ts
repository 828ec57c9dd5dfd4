import { dimensions, type Dimension } from './compliance.measures.js';
import { columnOf } from './dimension.queries.js';

/** Beside the dimensions of reports: since its due time, and from being waived to it, in days. */
export const measuredDimensions = [...dimensions, 'age', 'daysToDue'] as const;
export type MeasuredDimension = (typeof measuredDimensions)[number];

/** Each one's column in what is measured. */
export const measuredColumnOf: Readonly<Record<MeasuredDimension, string>> = {
  ...columnOf,
  age: 'age',
  daysToDue: 'days_to_due',
};

/** Those of them that reports have too. */
export const ofReports = (by: readonly MeasuredDimension[]): readonly Dimension[] =>
  dimensions.filter((dimension) => by.includes(dimension));

/** SQL: the first of these numbers that a value is below, as `2-4`, the last as `15+`; null where there is no value. */
export function within(value: string, bounds: readonly number[]): string {
  const names = bounds.map((from, index) => {
    const next = bounds[index + 1];
    return next === undefined ? `${from}+` : next === from + 1 ? `${from}` : `${from}-${next - 1}`;
  });
  const list = names.map((name) => `'${name}'`).join(', ');
  return `(array[${list}])[nullif(width_bucket(${value}, array[${bounds.join(', ')}]), 0)]`;
}
