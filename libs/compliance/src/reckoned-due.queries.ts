import { type Conditions, withoutOne } from '@kept-informed/event-store';
import { type Dimension, dimensions } from './compliance.measures.js';
import { columnOf, type ComplianceFilter, financialYear, isWanted } from './dimension.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import { by, isKeptOf, ofCases, type ReckonedAsked } from './reckoned.queries.js';
import { isOfTheForce } from './reported-promise.rules.js';

/** What a promise is counted under by what it is. */
const ofPromises = new Set<Dimension>(['standard', 'body']);

/** SQL: whether a kept row `r` is of a list of the period and counted, and holds. */
export function holdsDue(question: ComplianceQuestion, grouped: readonly Dimension[], wanted: Conditions): string {
  const { elsewhere = false, filter = {}, promised } = question;
  const isOf = (value: string | null, asked: string | undefined): boolean =>
    asked === undefined || value === (asked === withoutOne ? null : asked);
  const ofForceAlone = isWanted(['owner', 'team'], grouped, filter);
  const counted = promised.filter(
    (one) =>
      one.elsewhere === elsewhere &&
      !one.unlimited &&
      isOf(one.standard, filter.standard) &&
      isOf(one.body, filter.body) &&
      !(ofForceAlone && !isOfTheForce(one)),
  );
  const commitments = `$${wanted.values.push(counted.map(({ commitment }) => commitment))}`;
  return `r.due_on between $2 and $3 and r.listed is not null and r.commitment = any (${commitments})
    and r.holds_from <= ${by(question)} and ${isKeptOf('r.case_id')} ${ofCases(question.cases, wanted)}`;
}

/** Leaves only the kept rows that are under what is asked for, but for what a promise is. */
export function keptFilter(filter: ComplianceFilter = {}, wanted: Conditions): string {
  const before = wanted.sql.length;
  for (const dimension of dimensions) if (!ofPromises.has(dimension)) wanted.is(columnOf[dimension], filter[dimension]);
  return wanted.sql.slice(before);
}

/** SQL of kept rows with what their dates are under. */
export const keptRows = `select r.*, to_char(r.due_on, 'YYYY-MM') as month, to_char(r.due_on, 'YYYY-"Q"Q') as quarter, ${financialYear('r.due_on')}
  from reckoned_obligations r`;

/** SQL of what is kept of what a question is about: rows with the columns of the dimensions, `listed`, `status`, `stood` and `marks`. */
export function reckonedDue({ question, by: grouped, wanted }: ReckonedAsked): string {
  const held = `select * from (${keptRows} where ${holdsDue(question, grouped, wanted)}) r where true ${keptFilter(question.filter, wanted)}`;
  return isWanted([...ofPromises], grouped, {})
    ? `select r.*, p.standard, p.body from (${held}) r join promised p using (commitment)`
    : held;
}
