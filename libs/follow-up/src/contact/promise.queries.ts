import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { ask, columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { heardAt, heardOf, isUpdateRow } from './contact.queries.js';

/** What a participant was told to expect, and what became of it (words.md, Promises). */
export interface PromiseView {
  /** The contact in which it was promised. */
  readonly contactId: string;
  readonly participantId: string;
  readonly promisedOn: LocalDate;
  readonly toldAt: Instant;
  /** Kept by an update that reached them by the end of that date; open until then. */
  readonly status: 'kept' | 'broken' | 'open';
  readonly keptBy: string | null;
  readonly keptAt: Instant | null;
}

/**
 * Promised dates and what became of them, as a common table `promises`. `$1`: as of when; `$2`: the force's zone, in which
 * the date ends. `which`: a condition on the contacts `k`.
 */
export const promisesWhere = (which: string): string => `
  promised as (
    select k.contact_id, k.case_id, told.id as participant_id, k.promised_next as promised_on, k.occurred_at as told_at,
      (k.promised_next + 1)::timestamp at time zone $2 as ends_at
    from contacts k cross join unnest(k.participant_ids) as told (id)
    where k.promised_next is not null and k.reached and k.outcome <> 'received' and k.struck_out_at is null
      and k.occurred_at <= $1 and ${which}
  ), promises as (
    select promised.*, kept.contact_id as kept_by, kept.occurred_at as kept_at,
      case when kept.contact_id is not null then 'kept' when promised.ends_at <= $1 then 'broken' else 'open' end as status
    from promised left join lateral (
      select u.contact_id, ${heardAt} as occurred_at from contacts u ${heardOf('$2')}
      where u.case_id = promised.case_id and heard.participant_id = promised.participant_id
        and ${heardAt} > promised.told_at and ${heardAt} < promised.ends_at and ${heardAt} <= $1 and ${isUpdateRow}
      order by ${heardAt}, u.contact_id limit 1
    ) kept on true
  )`;

const promised = `
  with ${promisesWhere('k.case_id = $3')}
  select ${columns<PromiseView>('p', 'contactId', 'participantId', 'promisedOn', 'toldAt', 'status', 'keptBy', 'keptAt')}
  from promises p order by told_at, contact_id, participant_id`;

/** What was promised on a case, in the order in which it was told. */
export function promisesOf(manager: EntityManager, caseId: string, now: Instant, zone: Zone): Promise<PromiseView[]> {
  return ask(manager, promised, [now, zone, caseId]);
}
