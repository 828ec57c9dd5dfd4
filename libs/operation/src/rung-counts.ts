import type { RecordedFact, Subscription, UnitOfWork } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** How often something became of a rung: `raised`, `caught-up`, or the reason why it was skipped. */
export interface RungCount {
  readonly rung: string;
  readonly what: string;
  readonly count: number;
}

const add = `
  insert into rung_counts (rung, what, count)
  select rung, what, count(*) from json_to_recordset($1) as g (rung text, what text) group by rung, what order by 1, 2
  on conflict (rung, what) do update set count = rung_counts.count + excluded.count`;

/** Counts each rung once, however often it is read. A rebuild changes no count. */
export function rungCounts(work: UnitOfWork): Subscription {
  return {
    name: 'rung-counts',
    types: ['AlertRaised', 'RungsSkipped'],
    handle: async (facts) => {
      await work.manager.query(add, [JSON.stringify(facts.flatMap(countsOf))]);
    },
  };
}

function countsOf({ type, data }: RecordedFact): { rung: string; what: string }[] {
  if (type === 'AlertRaised') {
    const { rung, caughtUp } = data as { rung: string; caughtUp: boolean };
    return [{ rung, what: caughtUp ? 'caught-up' : 'raised' }];
  }
  const { rungs, reason } = data as { rungs: readonly string[]; reason: string };
  return rungs.map((rung) => ({ rung, what: reason }));
}

export async function countedRungs(manager: EntityManager): Promise<RungCount[]> {
  const rows: (Omit<RungCount, 'count'> & { count: string })[] = await manager.query(
    'select rung, what, count from rung_counts order by rung, what',
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
