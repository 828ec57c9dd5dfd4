import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, columns, Conditions, jsonInstant } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** A restricted case, and who saw it all the same. */
export interface RestrictedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly owner: string | null;
  readonly openedAt: Instant;
  readonly restrictedTo: readonly string[];
  readonly broken: readonly { readonly by: string; readonly at: Instant; readonly until: Instant }[];
}

/** Since when broken glass is told, whose cases, and behind which. */
interface RestrictedQuestion {
  readonly since: Instant;
  readonly sight: Sight | null;
  readonly after: string | undefined;
  readonly limit: number;
}

/** The restricted cases in sight, by their references. */
export function restrictedCases(
  manager: EntityManager,
  { since, sight, after, limit }: RestrictedQuestion,
): Promise<RestrictedCase[]> {
  const wanted = new Conditions(since);
  withinSight(wanted, sight);
  wanted.add('c.case_id > ?', after);
  return ask(
    manager,
    `select ${columns<RestrictedCase>('c', 'caseId', 'reference', 'kind', 'owner', 'openedAt', 'restrictedTo')}, coalesce(
       (select jsonb_agg(jsonb_build_object('by', g.staff_id, 'at', ${jsonInstant('g.broken_at')},
          'until', ${jsonInstant('g.until')}) order by g.broken_at desc)
        from glass_breaks g where g.case_id = c.case_id and g.broken_at > $1), '[]') as broken
     from cases c where c.restricted_to is not null ${wanted.sql} order by c.case_id limit ${limit}`,
    wanted.values,
  );
}
