import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions } from '@kept-informed/event-store';
import { type CaseKind, type ParticipantRole, withinSight } from '@kept-informed/follow-up';
import { isToBeReviewed } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** Since when the closure of a case of each kind is recent enough to keep its people. */
export type KeptFrom = Readonly<Record<CaseKind, Instant>>;

/** Somebody on a case that was closed so long ago that what is kept of them has had its time. */
export interface ParticipantPastTime {
  readonly participantId: string;
  readonly role: ParticipantRole;
  readonly caseId: string;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly closedAt: Instant;
}

/** Where a page ended. */
export type PastTimePlace = Pick<ParticipantPastTime, 'closedAt' | 'participantId'>;

interface PastTimeQuestion {
  readonly keptFrom: KeptFrom;
  readonly today: LocalDate;
  readonly sight: Sight | null;
  readonly after?: PastTimePlace;
}

/** Those whom nobody has looked through yet, the longest closed first. */
export function participantsPastTime(
  manager: EntityManager,
  { keptFrom, today, sight, after }: PastTimeQuestion,
  limit: number,
): Promise<ParticipantPastTime[]> {
  const wanted = new Conditions(JSON.stringify(keptFrom), today);
  withinSight(wanted, sight);
  wanted.add('(c.closed_at, p.participant_id) > (?::timestamptz, ?)', after?.closedAt, after?.participantId);
  return ask(
    manager,
    `select p.participant_id as "participantId", p.role, c.case_id as "caseId", c.reference, c.kind,
       c.closed_at as "closedAt"
     from cases c join participants p on p.case_id = c.case_id
     where c.closed_at is not null and c.merged_into is null and c.closed_at < ($1::jsonb ->> c.kind)::timestamptz
       and ${isToBeReviewed('p.participant_id', '$2::date')} ${wanted.sql}
     order by c.closed_at, p.participant_id limit ${limit}`,
    wanted.values,
  );
}

/** One of the cases of somebody, as far as it says how long they are kept. */
export interface CaseOfPerson {
  readonly participantId: string;
  readonly kind: CaseKind;
  /** Null: it is open, and nothing of them has had its time. */
  readonly closedAt: Instant | null;
}

/** The cases on which these participants take part; one that was merged is followed where it went. */
export function casesOfPeople(manager: EntityManager, participantIds: readonly string[]): Promise<CaseOfPerson[]> {
  const text = `select p.participant_id as "participantId", c.kind, c.closed_at as "closedAt"
    from participants p join cases c on c.case_id = p.case_id
    where p.participant_id = any($1) and c.merged_into is null`;
  return ask(manager, text, [participantIds]);
}

/** Alerts on the cases of those under a legal hold: what was told of them stays. */
export async function alertsHeld(manager: EntityManager, participantIds: readonly string[]): Promise<string[]> {
  if (participantIds.length === 0) return [];
  const text = `select a.alert_id as id from alerts a
    where a.case_id in (select p.case_id from participants p where p.participant_id = any($1))`;
  return (await ask<{ id: string }>(manager, text, [participantIds])).map(({ id }) => id);
}
