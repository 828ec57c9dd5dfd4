import { type Instant, type LocalDate, localDate, parseDuration, type Zone } from '@kept-informed/calendar';
import type { AgeBand } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, refuse, type NoteSeal } from '@kept-informed/decisions';
import { checkDecided, notBefore, requireParticipant, withinCase } from './case-checks.decide.js';
import type {
  AuthorityEndReason,
  AuthorityEnded,
  CaseAssigned,
  CaseClosed,
  CaseReopened,
  CaseVoided,
  ClosureReason,
  ContactPlanAgreed,
  Entitlement,
  EntitlementGround,
  EntitlementAssessed,
  ParticipantAdded,
  ParticipantDied,
  ParticipantRole,
  Method,
} from './case.events.js';
import { endOfLife } from './death.rules.js';
import { isClosed, type Case } from './case.state.js';
import { requireNamed } from './restricted.rules.js';

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

/** A plan to record, with its id already given. */
export interface NewContactPlan extends NoteSeal {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly method: Method;
  readonly until?: LocalDate;
  readonly contactId?: string;
}

/**
 * The frequency and method of updates were agreed. `on`: the London date of the agreement; `reachedIn`: the contacts that
 * reached the participant, of which it may name the one in which they agreed.
 */
export function agreeContactPlan(
  state: Case,
  asked: NewContactPlan,
  agreed: { readonly at: Instant; readonly on: LocalDate; readonly reachedIn: ReadonlySet<string> },
  now: Instant,
): NewFactOf<ContactPlanAgreed>[] {
  requireParticipant(state, asked.participantId);
  withinCase(state, agreed.at, now, '/agreedAt');
  const frequency = parseDuration(asked.frequency);
  if (!frequency || frequency.unit === 'hours' || frequency.count === 0)
    throw refuse(
      'frequency-not-positive',
      '/frequency',
      'Give the frequency in days, weeks or months, such as P14D or P1M.',
    );
  if (asked.until !== undefined && asked.until < agreed.on)
    throw refuse('ends-before-it-begins', '/until', 'The plan would end before it was agreed.');
  if (asked.contactId !== undefined && !agreed.reachedIn.has(asked.contactId))
    throw refuse('unknown-contact', '/contactId', 'Name a contact of this case that reached the participant.');
  return [{ type: 'ContactPlanAgreed', data: asked, occurred: agreed.at }];
}

/** Somebody becomes answerable from an instant on; for a restricted case somebody whom it names. */
export function assignCase(
  state: Case,
  owner: { staffId: string; team: string },
  from: Instant,
  now: Instant,
): NewFactOf<CaseAssigned>[] {
  withinCase(state, from, now, '/from');
  requireNamed(state, owner.staffId);
  return [{ type: 'CaseAssigned', data: owner, occurred: from }];
}

/** Closing discharges nothing: what is owed stays owed. `decidedAt`: what was told of it since then has told it. */
export function closeCase(
  state: Case,
  asked: { closureId: string; reason: ClosureReason; decidedAt?: Instant },
  closedAt: Instant,
  now: Instant,
): NewFactOf<CaseClosed>[] {
  checkClosing(state, { at: closedAt, field: '/closedAt' }, now);
  const earliest = state.closures.at(-1)?.reopened?.at ?? state.opened.at;
  checkDecided(asked.decidedAt, { earliest, occurredAt: closedAt });
  return [{ type: 'CaseClosed', data: asked, occurred: closedAt }];
}

function checkClosing(
  state: Case,
  { at, field }: { readonly at: Instant; readonly field: string },
  now: Instant,
): void {
  if (isClosed(state)) throw conflict('already-closed', 'The case is closed already.');
  withinCase(state, at, now, field);
  notBefore(state.closures.at(-1)?.reopened?.at, at, field);
}

/**
 * It was recorded in error and never was a case: it is cancelled, and whatever it made owed is voided; what was missed stays,
 * disputed, until somebody else decides (rules.md, Wrong crimes). A duplicate is merged instead.
 */
export function voidCase(
  state: Case,
  { closureId, ...sealed }: NoteSeal & { readonly closureId: string },
  now: Instant,
): NewFactOf<CaseClosed | CaseVoided>[] {
  if (state.voided) throw conflict('already-voided', 'It was found to be recorded in error before.');
  const closed = { type: 'CaseClosed', data: { closureId, reason: 'cancelled' }, occurred: now } as const;
  return [...(isClosed(state) ? [] : [closed]), { type: 'CaseVoided', data: sealed, occurred: now }];
}

/** A case that goes to another force, `force` and `reference` being theirs. */
export interface NewTransfer extends NoteSeal {
  readonly closureId: string;
  readonly force: string;
  readonly reference?: string;
}

/**
 * Another force has accepted the case: it is closed here, and what is open is that force's from then on; what was missed
 * stays. The victim is told, as of any closure (rules.md, Transfers).
 */
export function transferCase(
  state: Case,
  { closureId, force, reference, ...sealed }: NewTransfer,
  at: Instant,
  now: Instant,
): NewFactOf<CaseClosed>[] {
  checkClosing(state, { at, field: '/at' }, now);
  const transferredTo = { force, ...(reference !== undefined && { reference }) };
  const data = { closureId, reason: 'transferred' as const, ...sealed, transferredTo };
  return [{ type: 'CaseClosed', data, occurred: at }];
}

/** Reopening starts periodic duties again and brings back nothing that was settled. */
export function reopenCase(
  state: Case,
  asked: { reopeningId: string },
  reopenedAt: Instant,
  now: Instant,
): NewFactOf<CaseReopened>[] {
  if (!isClosed(state)) throw conflict('not-closed', 'The case is not closed.');
  if (state.voided) throw conflict('recorded-in-error', 'It was recorded in error and never was a case.');
  withinCase(state, reopenedAt, now, '/reopenedAt');
  notBefore(state.closures.at(-1)?.at, reopenedAt, '/reopenedAt');
  return [{ type: 'CaseReopened', data: asked, occurred: reopenedAt }];
}
