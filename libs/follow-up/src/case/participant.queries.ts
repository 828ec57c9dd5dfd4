import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** A participant as a case shows it: the name and routes are with the people. */
export interface ParticipantView {
  participantId: string;
  role: string;
  entitlement: string;
  represents: string | null;
  /** Of a representative: the last London date of their authority, and when it was ended before that. */
  authorityUntil: LocalDate | null;
  authorityEndedAt: Instant | null;
  business: boolean;
  joinedAt: Instant;
}

/** The participants of a case in the order in which they were added to it. */
export async function participantsOf(manager: EntityManager, caseId: string): Promise<ParticipantView[]> {
  const rows: ParticipantRow[] = await manager.query('select * from participants where case_id = $1 order by place', [
    caseId,
  ]);
  return rows.map((row) => ({
    participantId: row.participant_id,
    role: row.role,
    entitlement: row.entitlement,
    represents: row.represents,
    authorityUntil: row.authority_until,
    authorityEndedAt: row.authority_ended_at?.toISOString() ?? null,
    business: row.business,
    joinedAt: row.joined_at.toISOString(),
  }));
}

interface ParticipantRow {
  participant_id: string;
  role: string;
  entitlement: string;
  represents: string | null;
  authority_until: LocalDate | null;
  authority_ended_at: Date | null;
  business: boolean;
  joined_at: Date;
}

/** How often and how somebody agreed to be updated; the last one of a participant holds. */
export interface PlanView {
  planId: string;
  participantId: string;
  frequency: string;
  method: string;
  agreedAt: Instant;
  until: LocalDate | null;
  noteId: string | null;
}

export async function plansOf(manager: EntityManager, caseId: string): Promise<PlanView[]> {
  const rows: PlanRow[] = await manager.query(
    'select * from contact_plans where case_id = $1 order by agreed_at, plan_id',
    [caseId],
  );
  return rows.map((row) => ({
    planId: row.plan_id,
    participantId: row.participant_id,
    frequency: row.frequency,
    method: row.method,
    agreedAt: row.agreed_at.toISOString(),
    until: row.until,
    noteId: row.note_id,
  }));
}

interface PlanRow {
  plan_id: string;
  participant_id: string;
  frequency: string;
  method: string;
  agreed_at: Date;
  until: LocalDate | null;
  note_id: string | null;
}
