import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { Conditions, headPosition } from '@kept-informed/event-store';
import { promisesWhere, withinSight } from '@kept-informed/follow-up';
import {
  promiseDimensions,
  promiseMeasureOf,
  type PromiseCounts,
  type PromiseDimension,
  type PromiseMeasure,
  type PromiseReportRow,
} from './promises.measures.js';

/** The question of a report: which promised dates, both included, and as of when. */
export interface PromiseQuestion {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Instant;
  readonly zone: Zone;
  readonly filter?: Partial<Record<PromiseDimension, string>>;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
}

export interface PromisesView {
  readonly rows: PromiseReportRow[];
  readonly totals: PromiseMeasure;
  readonly position: string;
}

/** Whoever had the case last by the end of the promised date, whoever has it now. */
const ownerThen = `
  left join lateral (
    select h.staff_id, h.team from case_owners h where h.case_id = p.case_id and h.owned_from < p.ends_at
    order by h.owned_from desc, h.version desc limit 1
  ) h on true`;

const counts = `count(*)::int as promised, (count(*) filter (where status = 'kept'))::int as kept,
  (count(*) filter (where status = 'broken'))::int as broken, (count(*) filter (where status = 'open'))::int as open,
  ${headPosition} as position`;

/** The promised dates that fall in a period, counted per group of the given dimensions; one row for all without any. */
export async function promisesIn(
  manager: EntityManager,
  { from, to, asOf, zone, filter = {}, sight }: PromiseQuestion,
  groupBy: readonly PromiseDimension[],
): Promise<PromisesView> {
  const by = [...new Set(groupBy)];
  const wanted = new Conditions(asOf, zone, from, to);
  withinSight(wanted, sight);
  const seen = wanted.sql;
  for (const dimension of promiseDimensions) wanted.is(dimension, filter[dimension]);
  const grouped = by.length === 0 ? '()' : `(${by.join(', ')}), ()`;
  const isTotal = by.length === 0 ? 'true' : `grouping(${by.join(', ')}) > 0`;
  const found: PromiseCountRow[] = await manager.query(
    `with ${promisesWhere('k.promised_next between $3 and $4')}, attributed as (
      select p.*, to_char(p.promised_on, 'YYYY-MM') as month, c.bcu, c.lpt, h.staff_id as owner, h.team
      from promises p join cases c using (case_id) ${ownerThen} where true ${seen}
    )
    select ${[...by, counts].join(', ')}, ${isTotal} as "isTotal" from attributed where true ${wanted.sql.slice(seen.length)}
    group by grouping sets (${grouped}) ${by.length > 0 ? `order by ${by.join(', ')}` : ''}`,
    wanted.values,
  );
  const all = found.find((row) => row.isTotal)!;
  const groups = by.length === 0 ? found.filter(({ promised }) => promised > 0) : found.filter((row) => !row.isTotal);
  return { rows: groups.map((row) => rowOf(row, by)), totals: promiseMeasureOf(all), position: all.position };
}

type PromiseCountRow = PromiseCounts & { isTotal: boolean; position: string } & Partial<
    Record<PromiseDimension, string | null>
  >;

function rowOf(row: PromiseCountRow, by: readonly PromiseDimension[]): PromiseReportRow {
  return {
    group: Object.fromEntries(by.map((dimension) => [dimension, row[dimension] ?? null])),
    ...promiseMeasureOf(row),
  };
}
