import type { Instant, LocalDate } from '@kept-informed/calendar';
import { ask, columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** A participant as a case shows it: the name and routes are with the people. */
export interface ParticipantView {
  readonly participantId: string;
  readonly role: string;
  readonly entitlement: string;
  readonly represents: string | null;
  /** Of a representative: the last London date of their authority, and when it was ended before that. */
  readonly authorityUntil: LocalDate | null;
  readonly authorityEndedAt: Instant | null;
  /** The London date on which they died: nobody is to be told anything. */
  readonly diedOn: LocalDate | null;
  readonly business: boolean;
  readonly joinedAt: Instant;
}

const shown = `
  ${columns<ParticipantView>('p', 'participantId', 'role', 'entitlement', 'represents', 'authorityUntil')},
  ${columns<ParticipantView>('p', 'authorityEndedAt', 'diedOn', 'business', 'joinedAt')}`;

/**
 * SQL for the participants of the case `$1` in the order in which they were added to it. `besides`: what else is asked of each
 * row `p`.
 */
export const participantsWith = (...besides: readonly string[]): string =>
  `select ${[shown, ...besides].join()} from participants p where case_id = $1 order by place`;

/** The participants of a case in the order in which they were added to it. */
export function participantsOf(manager: EntityManager, caseId: string): Promise<ParticipantView[]> {
  return ask(manager, participantsWith(), [caseId]);
}

/** How often and how somebody agreed to be updated; the last one of a participant holds. */
export interface PlanView {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly method: string;
  readonly agreedAt: Instant;
  readonly until: LocalDate | null;
  /** The contact in which the participant agreed to it. */
  readonly contactId: string | null;
  readonly noteId: string | null;
}

const plans = `
  select ${columns<PlanView>('p', 'planId', 'participantId', 'frequency', 'method', 'agreedAt', 'until', 'contactId', 'noteId')}
  from contact_plans p where case_id = $1 order by agreed_at, plan_id`;

export function plansOf(manager: EntityManager, caseId: string): Promise<PlanView[]> {
  return ask(manager, plans, [caseId]);
}
