import { headPosition } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { columnOf } from './dimension.queries.js';
import type { MetOfPerson } from './characteristic.measures.js';
import { type ComplianceQuestion, fellDue } from './fell-due.queries.js';

/** By what else groups can be told apart: of these no one is part of another, so that no answer gives another away. */
export const groupPlaces = ['bcu', 'standard'] as const;
export type GroupPlace = (typeof groupPlaces)[number];

/** What fell due in a period and is in the rate, per person, and how much of it was met in time; and which position it reflects. */
export async function metByPerson(
  manager: EntityManager,
  question: ComplianceQuestion,
  by: GroupPlace | undefined,
): Promise<{ persons: MetOfPerson[]; position: string }> {
  const { sql, wanted } = fellDue(question, by ? [by] : []);
  const persons: MetOfPerson[] = await manager.query(
    `${sql} select participant_id as "participantId", ${by ? columnOf[by] : 'null::text'} as place,
      (count(*) filter (where status = 'met'))::int as met, count(*)::int as rated
    from fell_due where listed = 'fell-due' and status in ('met', 'met-late', 'missed', 'excused')
    group by 1, 2 order by 2, 1`,
    wanted.values,
  );
  const [head] = await manager.query(`select ${headPosition} as position`);
  return { persons, position: head.position };
}
