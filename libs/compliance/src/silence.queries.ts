import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { columns, Conditions } from '@kept-informed/event-store';
import { audience, heardAt, isUpdateRow, withinSight } from '@kept-informed/follow-up';

/** Who has heard nothing for how long: `days` in the force's zone, the day of the last update being day 0. */
export interface SilenceQuestion {
  readonly days: number;
  readonly asOf: Instant;
  readonly zone: Zone;
  readonly owner?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly lpt?: string;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
}

export interface SilencePlace {
  readonly since: Instant;
  readonly participantId: string;
}

/** A participant of an open case who has had no update for some time (words.md, Cases). */
export interface SilenceView {
  readonly participantId: string;
  readonly caseId: string;
  readonly kind: string;
  readonly reference: string;
  readonly role: string;
  readonly entitlement: string;
  /** Whom the case belongs to now: whoever can break the silence. */
  readonly owner: string | null;
  readonly team: string | null;
  readonly bcu: string | null;
  readonly lpt: string | null;
  /** Null: they never had one. */
  readonly lastUpdateAt: Instant | null;
  /** The last update, or their joining the case where there was none. */
  readonly since: Instant;
  readonly sinceOn: LocalDate;
  readonly daysSilent: number;
}

/**
 * Living victims and enquirers of cases open as of then without an update for so many days, the longest silence first, from
 * after a place. An update to whoever represents them is one to them. Whether anything was owed does not matter.
 */
export function silences(
  manager: EntityManager,
  { days, asOf, zone, owner, team, bcu, lpt, sight }: SilenceQuestion,
  after: SilencePlace | undefined,
  limit: number,
): Promise<SilenceView[]> {
  const wanted = new Conditions(asOf, zone, days);
  // Whoever was told something since then is not silent: most are found to be by the last that was recorded.
  const lately = `((($1::timestamptz at time zone $2)::date - $3::int + 1)::timestamp at time zone $2)`;
  withinSight(wanted, sight);
  wanted.is('c.owner', owner);
  wanted.is('c.team', team);
  wanted.is('c.bcu', bcu);
  wanted.is('c.lpt', lpt);
  const seen = wanted.sql;
  wanted.add('(s.since, s.participant_id) > (?::timestamptz, ?)', after?.since, after?.participantId);
  return manager.query(
    // Who is of the few open cases is looked up for each: PostgreSQL would read everybody of all years.
    `with open_cases as materialized (
      select case_id, kind, reference, owner, team, bcu, lpt from cases c
      where c.opened_at <= $1 and (c.closed_at is null or c.closed_at > $1) and (c.merged_at is null or c.merged_at > $1) ${seen}
    ), told as (
      select p.participant_id, p.case_id, p.role, p.entitlement, p.joined_at, c.kind, c.reference, c.owner, c.team, c.bcu,
        c.lpt, (select max(${heardAt}) from contacts u
          where u.case_id = p.case_id and ${heardAt} <= $1 and ${isUpdateRow} and ${audience.has('p.participant_id', '$2')}
        ) as last_update_at
      from open_cases c cross join lateral (
        select * from participants p where p.case_id = c.case_id and p.role in ('victim', 'enquirer') and p.joined_at <= $1
          and (p.died_on is null or p.died_on >= ($1::timestamptz at time zone $2)::date) offset 0
      ) p
      where not exists (
        select from contacts u where u.case_id = p.case_id and u.occurred_at >= ${lately} and ${heardAt} between ${lately} and $1
          and ${isUpdateRow} and ${audience.has('p.participant_id', '$2')} offset 0)
      offset 0
    ), s as (
      select *, coalesce(last_update_at, joined_at) as since,
        (coalesce(last_update_at, joined_at) at time zone $2)::date as since_on from told
    )
    select ${columns<SilenceView>('s', 'participantId', 'caseId', 'kind', 'reference', 'role', 'entitlement', 'owner')},
      ${columns<SilenceView>('s', 'team', 'bcu', 'lpt', 'lastUpdateAt', 'since', 'sinceOn')},
      ($1::timestamptz at time zone $2)::date - s.since_on as "daysSilent"
    from s
    where ($1::timestamptz at time zone $2)::date - s.since_on >= $3 ${wanted.sql.slice(seen.length)}
    order by s.since, s.participant_id limit ${limit}`,
    wanted.values,
  );
}
