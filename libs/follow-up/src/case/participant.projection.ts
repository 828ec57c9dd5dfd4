import { added, changed, type RowChange } from '@kept-informed/event-store';
import { firstRecorded, recordedFor } from '@kept-informed/decisions';
import type {
  AuthorityEnded,
  ContactPlanAgreed,
  EntitlementAssessed,
  ParticipantAdded,
  ParticipantDetailsCorrected,
  ParticipantDied,
} from './case.events.js';
import { caseIdOf } from './case.stream.js';

/** Who takes part in which case. Somebody carried to another case with a merger takes part there from then on. */
export const participants = {
  name: 'participants',
  key: ['participant_id'],
  columns: [
    'participant_id',
    'case_id',
    'role',
    'entitlement',
    'assessed_at',
    'represents',
    'joined_at',
    'authority_until',
    'authority_ended_at',
    'died_on',
    'business',
    'place',
    'recorded_at',
  ],
  carried: true,
  latest: { by: 'assessed_at', sets: ['entitlement'] },
  since: 'recorded_at',
  earlier: { name: 'earlier_participants' },
} as const;

/** What participants were assessed as, from when on, and when that counts as recorded. */
export const participantEntitlements = {
  name: 'participant_entitlements',
  key: ['case_id', 'version'],
  columns: ['case_id', 'version', 'participant_id', 'entitlement', 'held_from', 'recorded_at'],
} as const;

function entitled(fact: ParticipantAdded | EntitlementAssessed): RowChange {
  const { stream, version, data, occurred } = fact;
  const { participantId: participant_id, entitlement } = data;
  const when = { held_from: occurred, recorded_at: recordedFor(fact) };
  return added(participantEntitlements, { case_id: caseIdOf(stream), version, participant_id, entitlement, ...when });
}

/** What was agreed with participants about how often and how they are updated. */
export const plans = {
  name: 'contact_plans',
  key: ['plan_id'],
  columns: [
    'plan_id',
    'case_id',
    'participant_id',
    'frequency',
    'method',
    'agreed_at',
    'until',
    'contact_id',
    'note_id',
    'recorded_at',
  ],
  carried: true,
  since: 'recorded_at',
  earlier: { name: 'earlier_contact_plans' },
} as const;

export function joined(fact: ParticipantAdded): RowChange[] {
  const { stream, version, data, occurred } = fact;
  const row = {
    participant_id: data.participantId,
    case_id: caseIdOf(stream),
    role: data.role,
    entitlement: data.entitlement,
    assessed_at: null,
    represents: data.represents ?? null,
    joined_at: occurred,
    authority_until: data.authorityUntil ?? null,
    authority_ended_at: null,
    died_on: null,
    business: data.business ?? false,
    place: version,
    recorded_at: firstRecorded(fact),
  };
  return [added(participants, row), entitled(fact)];
}

export function entitlementAssessed(fact: EntitlementAssessed): RowChange[] {
  const { participantId, entitlement } = fact.data;
  const now = { participant_id: participantId, entitlement, assessed_at: fact.occurred };
  return [changed(participants, now), entitled(fact)];
}

export function authorityEnded({ data, occurred }: AuthorityEnded): RowChange[] {
  return [changed(participants, { participant_id: data.participantId, authority_ended_at: occurred })];
}

export function died({ data: { participantId, on } }: ParticipantDied): RowChange[] {
  return [changed(participants, { participant_id: participantId, died_on: on })];
}

export function detailsCorrected({ data: { participantId, after } }: ParticipantDetailsCorrected): RowChange[] {
  const { role, business, authorityUntil, diedOn } = after;
  const row = {
    participant_id: participantId,
    ...(role && { role }),
    ...(business !== undefined && { business }),
    ...(authorityUntil !== undefined && { authority_until: authorityUntil }),
    ...(diedOn !== undefined && { died_on: diedOn }),
  };
  return Object.keys(row).length > 1 ? [changed(participants, row)] : [];
}

export function planAgreed(fact: ContactPlanAgreed): RowChange[] {
  const { stream, data, occurred } = fact;
  const row = {
    plan_id: data.planId,
    case_id: caseIdOf(stream),
    participant_id: data.participantId,
    frequency: data.frequency,
    method: data.method,
    agreed_at: occurred,
    until: data.until ?? null,
    contact_id: data.contactId ?? null,
    note_id: data.noteId ?? null,
    recorded_at: firstRecorded(fact),
  };
  return [added(plans, row)];
}
