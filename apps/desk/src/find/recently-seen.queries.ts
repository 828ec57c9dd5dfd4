import type { Instant } from '@kept-informed/calendar';
import { ask } from '@kept-informed/event-store';
import { isAnybodyLeftOf } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** A case that somebody opened, and when they did so last. */
export interface OpenedBefore {
  readonly caseId: string;
  readonly at: Instant;
}

/** So many of somebody's looks are gone through, however many there are. */
const latestLooks = 200;

/** A page of one case shows its people alone; a look at those who are erased by now leads to nobody. */
const opened = `
  select "caseId", at from (
    select case_ids[1] as "caseId", max(at) as at, max(position) as position,
      (array_agg(to_jsonb(participant_ids) order by position desc))[1] as shown
    from (
      select position, at, route, shown_id from looks where staff_id = $1 order by position desc limit ${latestLooks}
    ) latest join shown_people using (shown_id)
    where route ~ '^GET /cases/:caseId(/|$)' and cardinality(case_ids) = 1
    group by case_ids[1] order by max(position) desc limit $2
  ) seen
  where ${isAnybodyLeftOf('array(select jsonb_array_elements_text(shown))')} order by position desc`;

/** The cases that somebody opened, the latest first, as their own looks say. */
export function openedBy(manager: EntityManager, staffId: string, limit: number): Promise<OpenedBefore[]> {
  return ask(manager, opened, [staffId, limit]);
}
