import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { columns, Conditions } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { likely } from './known-then.queries.js';
import { casesHeld, hasHeard, isOpenAt, isToBeTold, keptSilences, lastHeard } from './reckoned-silences.queries.js';

/** Who has heard nothing for how long: `days` in the force's zone, the day of the last update being day 0. */
export interface SilenceQuestion {
  readonly days: number;
  readonly asOf: Instant;
  /** As was recorded by then; cases, people and contacts are as the manager finds them. */
  readonly knownAt?: Instant;
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

const shown = 'c.kind, c.reference, c.owner, c.team, c.bcu, c.lpt, p.role, p.entitlement';

/**
 * Living victims and enquirers of cases open as of then without an update for so many days, the longest silence first, from
 * after a place. An update to whoever represents them is one to them. Whether anything was owed does not matter.
 */
export function silences(
  manager: EntityManager,
  { days, asOf, knownAt, zone, owner, team, bcu, lpt, sight }: SilenceQuestion,
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
  const seen = `${isOpenAt('$1')} ${wanted.sql}`;
  const before = wanted.sql.length;
  wanted.add('(since, participant_id) > (?::timestamptz, ?)', after?.since, after?.participantId);
  const page = `since < ${lately} ${wanted.sql.slice(before)} order by since, participant_id limit ${limit}`;
  // Of a case of which nothing was recorded since it is as it was known then, too.
  const keptBy = knownAt === undefined ? '$1' : `least($1, $${wanted.values.push(knownAt)}::timestamptz)`;
  return manager.query(
    // Who is of the few open cases is looked up for each: PostgreSQL would read everybody of all years.
    `with open_cases as materialized (
      select * from cases c where ${seen} and c.case_id not in (${casesHeld(keptBy)})
    ), told as (
      select p.participant_id, c.case_id, ${shown}, p.joined_at, ${lastHeard('$1', '$2')} as last_update_at
      from open_cases c cross join lateral (select * from participants p where p.case_id = c.case_id and ${isToBeTold('$1', '$2')} offset 0) p
      where not ${hasHeard(lately, '$1', '$2')}
      offset 0
    ), silent as (
      select participant_id, case_id, ${shown.replaceAll(/[cp]\./g, '')}, last_update_at, coalesce(last_update_at, joined_at) as since from told
      union all (
        select p.participant_id, c.case_id, ${shown}, k.last_update_at, k.since from ${keptSilences(keptBy)}
          and ${likely(seen)} and ${likely(isToBeTold('$1', '$2'))} and ${page})
    )
    select ${columns<SilenceView>('s', 'participantId', 'caseId', 'kind', 'reference', 'role', 'entitlement', 'owner')},
      ${columns<SilenceView>('s', 'team', 'bcu', 'lpt', 'lastUpdateAt', 'since')}, (since at time zone $2)::date as "sinceOn",
      ($1::timestamptz at time zone $2)::date - (since at time zone $2)::date as "daysSilent"
    from silent s where ${page}`,
    wanted.values,
  );
}
