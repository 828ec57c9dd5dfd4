import type { Conditions } from '@kept-informed/event-store';
import type { Dimension } from './compliance.measures.js';
import { bindsTheForce } from './reported-promise.rules.js';

/** Which obligations a report is about; everything given must hold. */
export type ComplianceFilter = Partial<Record<Dimension, string>>;

/** Each dimension's column in what is counted. */
export const columnOf: Readonly<Record<Dimension, string>> = {
  commitment: 'commitment',
  edition: 'edition',
  standard: 'standard',
  body: 'body',
  month: 'month',
  quarter: 'quarter',
  financialYear: 'financial_year',
  kind: 'kind',
  bcu: 'bcu',
  lpt: 'lpt',
  team: 'team',
  owner: 'owner',
  offenceGroup: 'offence_group',
  entitlement: 'entitlement',
  method: 'method',
};

/** Whether a question asks for any of these dimensions, to group or to filter by. */
export const isWanted = (
  dimensions: readonly Dimension[],
  by: readonly Dimension[],
  filter: ComplianceFilter,
): boolean => dimensions.some((one) => by.includes(one) || filter[one] !== undefined);

/**
 * SQL of a filter on the columns of the dimensions, its values added to those wanted. Nobody of the force answers for what
 * another body owes, so that by owner or team only the force's own duties are counted.
 */
export function filterOf(filter: ComplianceFilter, by: readonly Dimension[], wanted: Conditions): string {
  const before = wanted.sql.length;
  for (const [dimension, column] of Object.entries(columnOf)) wanted.is(column, filter[dimension as Dimension]);
  if (isWanted(['owner', 'team'], by, filter)) wanted.add(bindsTheForce);
  return wanted.sql.slice(before);
}

/** `2026-27`, from 1 April on. */
export const financialYear = (date: string): string =>
  `to_char(${date} - interval '3 months', 'YYYY') || to_char(${date} + interval '9 months', '-YY') as financial_year`;
