import type { EntityManager } from 'typeorm';
import type { Dimension } from './compliance.measures.js';
import { columnOf } from './dimension.queries.js';
import { fellDue, type ComplianceQuestion } from './fell-due.queries.js';

/** A stratum by its values, in the order of the dimensions, and how many fell due in it. */
export interface Stratum {
  readonly values: readonly (string | null)[];
  readonly of: number;
}

/** One obligation of a stratum, with its place in the order of lots. */
export interface LotPlace {
  readonly obligationId: string;
  readonly caseId: string;
  readonly commitment: string;
  readonly status: string;
  readonly values: readonly (string | null)[];
  readonly place: number;
}

/** What fell due in each stratum of a period, in the order of the values. */
export function strataOf(
  manager: EntityManager,
  question: ComplianceQuestion,
  dimensions: readonly Dimension[],
): Promise<Stratum[]> {
  const { sql, wanted } = fellDue(question, dimensions);
  return manager.query(
    `${sql} select ${valuesOf(dimensions)} as "values", count(*)::int as of from fell_due
     where listed = 'fell-due' group by 1 order by 1`,
    wanted.values,
  );
}

/**
 * The first so many of each stratum by lot: in the order of the SHA-256 of `seed:obligationId` in UTF-8, as hexadecimal digits
 * (docs/decisions/0034). Whoever has the seed and the rows of the report finds the same.
 */
export function drawnByLot(
  manager: EntityManager,
  question: ComplianceQuestion,
  {
    dimensions,
    seed,
    most,
  }: { readonly dimensions: readonly Dimension[]; readonly seed: string; readonly most: number },
): Promise<LotPlace[]> {
  const { sql, wanted } = fellDue(question, dimensions);
  const lot = `sha256(convert_to($${wanted.values.push(seed)}::text || ':' || obligation_id, 'UTF8'))`;
  const last = `$${wanted.values.push(most)}`;
  return manager.query(
    `${sql}, lots as (
       select obligation_id, case_id, commitment, status, ${valuesOf(dimensions)} as "values",
         row_number() over (partition by ${valuesOf(dimensions)} order by ${lot}, obligation_id)::int as place
       from fell_due where listed = 'fell-due'
     )
     select obligation_id as "obligationId", case_id as "caseId", commitment, status, "values", place
     from lots where place <= ${last}::int order by "values", place`,
    wanted.values,
  );
}

const valuesOf = (dimensions: readonly Dimension[]): string =>
  `jsonb_build_array(${dimensions.map((dimension) => `${columnOf[dimension]}`).join(', ')})`;
