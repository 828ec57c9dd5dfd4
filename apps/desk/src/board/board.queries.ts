import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** So many alerts of a rung wait with a status. */
export interface WaitingAlerts {
  readonly rung: string;
  readonly status: string;
  readonly count: number;
  /** So many of them have no one to tell. */
  readonly unreached: number;
}

/** The alerts that wait for somebody on the cases in sight, of one team or area where it is named. */
export function waitingAlerts(
  manager: EntityManager,
  sight: Sight | null,
  { team, bcu }: { readonly team?: string; readonly bcu?: string },
): Promise<WaitingAlerts[]> {
  const wanted = new Conditions();
  withinSight(wanted, sight);
  wanted.add('c.team = ?', team);
  wanted.add('c.bcu = ?', bcu);
  return ask(
    manager,
    `select a.rung, a.status, count(*)::int as count, count(*) filter (where a.unreached)::int as unreached
     from alerts a join cases c using (case_id)
     where a.status in ('open', 'acknowledged', 'snoozed') ${wanted.sql} group by 1, 2 order by 1, 2`,
    wanted.values,
  );
}
