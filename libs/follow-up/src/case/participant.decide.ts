import { type Instant, type LocalDate, localDate, type Zone } from '@kept-informed/calendar';
import type { AgeBand } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, refuse } from '@kept-informed/decisions';
import { requireParticipant, withinCase } from './case-checks.decide.js';
import type {
  AuthorityEndReason,
  AuthorityEnded,
  Entitlement,
  EntitlementGround,
  EntitlementAssessed,
  ParticipantAdded,
  ParticipantDied,
  ParticipantRole,
} from './case.events.js';
import type { Case } from './case.state.js';
import { endOfLife } from './death.rules.js';

/** A participant to add. `representsIndex`: for a representative, which of the given participants. */
export interface NewParticipant {
  readonly participantId: string;
  readonly role: ParticipantRole;
  readonly entitlement: Entitlement;
  readonly represents?: string;
  /** The last London date of a representative's authority; for a child the day before they come of age. */
  readonly authorityUntil?: LocalDate;
  readonly business?: boolean;
  readonly ageAtOffence?: AgeBand;
}

/** A participant joins; duties to them count from `from`. */
export function addParticipant(
  state: Case,
  joining: NewParticipant,
  from: Instant,
  now: Instant,
): NewFactOf<ParticipantAdded>[] {
  withinCase(state, from, now, '/from');
  checkRepresents(joining, representable(state.participants.values()), '/represents');
  return [participantAdded(joining, from)];
}

export function participantAdded(joining: NewParticipant, occurred: Instant): NewFactOf<ParticipantAdded> {
  const { participantId, role, entitlement, represents, authorityUntil, business, ageAtOffence } = joining;
  const more = { ...(business && { business }), ...(ageAtOffence && { ageAtOffence }) };
  const data = { participantId, role, entitlement, represents, authorityUntil, ...more };
  return { type: 'ParticipantAdded', data, occurred };
}

/** Whom a representative can act for: everybody but representatives, and so never themselves. */
export function representable(participants: Iterable<Pick<NewParticipant, 'participantId' | 'role'>>): Set<string> {
  const others = [...participants].filter(({ role }) => role !== 'representative');
  return new Set(others.map(({ participantId }) => participantId));
}

export function checkRepresents(joining: NewParticipant, ids: ReadonlySet<string>, field: string): void {
  const { role, represents, authorityUntil } = joining;
  if (authorityUntil !== undefined && role !== 'representative')
    throw refuse('not-a-representative', field.replace(/represents$/, 'authorityUntil'), notRepresentative);
  const fits = role === 'representative' ? represents !== undefined && ids.has(represents) : represents === undefined;
  if (!fits)
    throw refuse('represents-nobody', field, 'A representative, and nobody else, acts for a participant of this case.');
}

const notRepresentative = 'Only a representative has authority that ends.';

/** A representative may no longer receive for whom they represent. */
export function endAuthority(
  state: Case,
  asked: { readonly participantId: string; readonly reason: AuthorityEndReason },
  at: Instant,
  now: Instant,
): NewFactOf<AuthorityEnded>[] {
  requireParticipant(state, asked.participantId);
  const { represents, authorityEnded } = state.participants.get(asked.participantId)!;
  if (!represents) throw refuse('not-a-representative', '/participantId', notRepresentative);
  if (authorityEnded !== undefined) throw conflict('already-ended', 'Their authority was ended before.');
  withinCase(state, at, now, '/at');
  return [{ type: 'AuthorityEnded', data: asked, occurred: at }];
}

/**
 * A participant died on a London date: what they are owed ends with it (rules.md, Lives that change). Refused for a date
 * ahead, one before the case was opened, and where it is recorded already: details are put right.
 */
export function recordDeath(
  state: Case,
  { participantId, on }: { readonly participantId: string; readonly on?: LocalDate },
  zone: Zone,
  now: Instant,
): NewFactOf<ParticipantDied>[] {
  requireParticipant(state, participantId);
  const today = localDate(now, zone);
  const date = on ?? today;
  if (state.participants.get(participantId)!.died)
    throw conflict('already-recorded', 'Their death is recorded already.');
  if (date > today) throw refuse('in-the-future', '/on', 'This has not happened yet.');
  if (date < localDate(state.opened.at, zone))
    throw refuse('before-case', '/on', 'This is before the case was opened.');
  return [{ type: 'ParticipantDied', data: { participantId, on: date }, occurred: endOfLife(date, now, zone) }];
}

/** The entitlement of a participant was assessed, first or again. */
export function assessEntitlement(
  state: Case,
  asked: {
    assessmentId: string;
    participantId: string;
    entitlement: Entitlement;
    reasons: readonly EntitlementGround[];
  },
  assessedAt: Instant,
  now: Instant,
): NewFactOf<EntitlementAssessed>[] {
  requireParticipant(state, asked.participantId);
  withinCase(state, assessedAt, now, '/assessedAt');
  return [{ type: 'EntitlementAssessed', data: asked, occurred: assessedAt }];
}
