import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { headPosition } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { type ComplianceQuestion, fellDue } from './fell-due.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

/** What falls due from one date to another, both included, for whom; `-` for those that have none. */
export interface WorkloadQuestion {
  /** Obligations as was recorded by then; cases are as the manager finds them. */
  readonly knownAt?: Instant;
  readonly asOf: Instant;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly zone: Zone;
  readonly promised: readonly ReportedPromise[];
  readonly team?: string;
  readonly owner?: string;
  readonly bcu?: string;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
}

/** What falls due for one owner of one team, day by day. */
export interface Workload {
  readonly owner: string | null;
  readonly team: string | null;
  /** The dates on which something falls due, in order. */
  readonly due: { date: LocalDate; count: number }[];
  /** Clocks that stand still: nobody knows when these fall due. */
  readonly paused: number;
}

export interface WorkloadView {
  readonly rows: Workload[];
  /** The highest position in the store that the counts reflect. */
  readonly position: string;
}

/**
 * What is still owed and not due yet, attributed to whoever would be answerable at due time as it stands; paused ones
 * apart. What is missed is no forecast and is left out.
 */
export async function workloadOf(
  manager: EntityManager,
  { asOf, from, to, knownAt, zone, promised, team, owner, bcu, sight }: WorkloadQuestion,
): Promise<WorkloadView> {
  const ahead: ComplianceQuestion = {
    from,
    to,
    asOf,
    knownAt,
    unsettled: 'ahead',
    filter: { team, owner, bcu },
    zone,
    promised,
    sight,
  };
  const { sql, wanted } = fellDue(ahead, ['team', 'owner']);
  const [row]: WorkloadView[] = await manager.query(
    `${sql}, counted as (
       select team, owner, due_on, status = 'paused' as paused, count(*)::int as count from fell_due
       where status = 'paused' or status = 'open' and due_on between $2 and $3 group by 1, 2, 3, 4
     ), by_owner as (
       select owner, team, coalesce(sum(count) filter (where paused), 0)::int as paused,
         coalesce(jsonb_agg(jsonb_build_object('date', due_on, 'count', count) order by due_on)
           filter (where not paused), '[]') as due
       from counted group by owner, team order by team, owner
     )
     select (select coalesce(jsonb_agg(by_owner), '[]') from by_owner) as rows,
       ${headPosition} as position`,
    wanted.values,
  );
  return row!;
}
