import type { Zone } from '@kept-informed/calendar';
import { Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { AnswerShown } from '@kept-informed/case-work';

/** An answer that showed people, as who reviews looks sees it. */
export interface LookView extends AnswerShown {
  readonly lookId: string;
  readonly by: string;
  readonly from: string;
}

/** Which looks; everything given must hold. */
export interface LooksFilter {
  readonly caseId?: string;
  readonly participantId?: string;
  readonly staffId?: string;
  /** By one of these staff alone; everybody's where it is left out. */
  readonly staff?: readonly string[];
  /** Only those before this one. */
  readonly before?: string;
}

/** Looks, the newest first. */
export function listLooks(manager: EntityManager, filter: LooksFilter, limit: number): Promise<LookView[]> {
  const wanted = new Conditions();
  wanted.add('case_ids @> array[?]::text[]', filter.caseId);
  wanted.add('participant_ids @> array[?]::text[]', filter.participantId);
  wanted.add('staff_id = ?', filter.staffId);
  wanted.add('staff_id = any (?)', filter.staff);
  wanted.add('position < ?::bigint', filter.before);
  return manager.query(
    `select position as "lookId", at, staff_id as by, request_id as "requestId", route, came_from as "from", why,
      case_ids as "caseIds", participant_ids as "participantIds", fields, own_name as "ownName", colleagues
    from looks join shown_people using (shown_id) where true ${wanted.sql} order by position desc limit ${limit}`,
    wanted.values,
  );
}

/** What one of the staff looked at in a month, beside their own months before. */
export interface MonthOfLooks {
  readonly staffId: string;
  readonly looks: number;
  /** Looks in each of up to twelve months before in which there were any. */
  readonly before: readonly number[];
  readonly caseIds: readonly string[];
  readonly ownName: number;
  readonly colleagues: number;
}

/** Looks of a month of the force's zone (`2026-10`), by staff. */
export function looksOfMonth(manager: EntityManager, month: string, zone: Zone): Promise<MonthOfLooks[]> {
  return manager.query(
    `with bounds as (
      select ($1 || '-01')::timestamp at time zone $2 as starts, (($1 || '-01')::timestamp + interval '1 month') at time zone $2 as ends,
        (($1 || '-01')::timestamp - interval '12 months') at time zone $2 as earliest
    ), earlier as (
      select staff_id, array_agg(looks order by month) as before from (
        select staff_id, date_trunc('month', at at time zone $2) as month, count(*)::int as looks
        from looks, bounds where at >= earliest and at < starts group by 1, 2
      ) months group by 1
    )
    select l.staff_id as "staffId", count(*)::int as looks, coalesce((select before from earlier e where e.staff_id = l.staff_id), '{}') as before,
      coalesce((select array_agg(distinct id order by id) from looks o join shown_people s using (shown_id), unnest(s.case_ids) id, bounds
        where o.staff_id = l.staff_id and o.at >= starts and o.at < ends), '{}') as "caseIds",
      (count(*) filter (where own_name <> '{}'))::int as "ownName",
      (count(*) filter (where colleagues <> '{}'))::int as colleagues
    from looks l, bounds where l.at >= starts and l.at < ends group by l.staff_id order by l.staff_id`,
    [month, zone],
  );
}
