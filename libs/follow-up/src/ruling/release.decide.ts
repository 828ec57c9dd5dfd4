import type { Instant, Zone } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { requireSpeaksFor, withinCase } from '../case/case-checks.decide.js';
import type { Rulebook } from '@kept-informed/commitments';
import { attemptsAmong, contactsWith, datesOf, type ContactedCase } from '../contact/attempts.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { conflict } from '@kept-informed/decisions';
import {
  notBeforeArisen,
  requireNotOwner,
  periodSubjectOf,
  requireObligation,
  requireOpen,
  type RuledCase,
  type RulingIntent,
} from './ruling-subject.decide.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { ExcusalRuled, GoodReason, VoidingRuled, WaiverRuled } from './ruling.events.js';

/** The participant, or somebody with authority to speak for them, does not want what is owed. */
export function waiveObligation(
  state: RuledCase,
  { at, requestedBy, ...asked }: RulingIntent & { readonly requestedBy: string; readonly at: Instant },
  book: Rulebook,
  now: Instant,
): NewFactOf<WaiverRuled>[] {
  const obligation = requireOpen(state, asked.obligationId);
  withinCase(state.case!, at, now, '/at');
  notBeforeArisen(obligation, at, '/at');
  requireSpeaksFor({ participantId: obligation.participantId, requestedBy, at }, state.case!, book);
  return [{ type: 'WaiverRuled', data: { ...periodSubjectOf(obligation, asked), requestedBy }, occurred: at }];
}

/** What a supervisor who is not the owner endorses. */
export interface ExcusalIntent extends RulingIntent {
  readonly by: string;
  readonly goodReason?: GoodReason;
}

/**
 * A supervisor endorses that reasonable steps were taken and failed. Refused of who is or was the owner, and without two
 * attempts before it was due to reach the participant, or who may receive for them, on different dates (four hours apart
 * where it is due within one working day or hours), one that they refused, or a good reason (rules.md, Excusals).
 */
export function excuseObligation(
  state: RuledCase,
  { by, goodReason, ...asked }: ExcusalIntent,
  { zone }: Rulebook,
  now: Instant,
): NewFactOf<ExcusalRuled>[] {
  const obligation = requireOpen(state, asked.obligationId);
  const subject = state.case!;
  requireNotOwner(subject, by, 'Whoever is or was the owner does not excuse it.');
  const attempts = attemptsFor(obligation, subject, now);
  if (goodReason === undefined && !areReasonable(attempts, obligation, zone)) throw conflict('no-attempts', needed);
  const data = { ...periodSubjectOf(obligation, asked), attempts: attempts.map(({ contactId }) => contactId) };
  return [{ type: 'ExcusalRuled', data: { ...data, ...(goodReason && { reason: goodReason }) }, occurred: now }];
}

const needed =
  'Before it is due it needs two attempts on different dates (four hours apart where it is due within a working day), ' +
  'one that they refused, or a good reason.';

/** A supervisor finds that it was never owed; history stays. Also of what was met or missed. */
export function voidObligation(state: RuledCase, asked: RulingIntent, now: Instant): NewFactOf<VoidingRuled>[] {
  const obligation = requireObligation(state, asked.obligationId);
  const ended = obligation.outcome?.as;
  if (ended === 'voided' || ended === 'superseded')
    throw conflict('already-ended', 'It is not owed any more: it was voided or replaced.');
  return [{ type: 'VoidingRuled', data: periodSubjectOf(obligation, asked), occurred: now }];
}

/** The attempts since it became owed and before it was due. */
function attemptsFor({ participantId, arisenAt, due }: Obligation, subject: ContactedCase, now: Instant): Contact[] {
  const attempts = attemptsAmong(contactsWith(participantId, subject), now);
  return attempts.filter(({ occurred }) => occurred >= arisenAt && (due.dueAt === null || occurred < due.dueAt));
}

const fourHours = 4 * 3_600_000;

function areReasonable(attempts: readonly Contact[], { limit, unit }: Obligation, zone: Zone): boolean {
  if (attempts.some(({ outcome }) => outcome === 'refused')) return true;
  const isShort = unit === 'elapsed' || (unit === 'working' && limit === 'P1D');
  if (!isShort) return datesOf(attempts, zone).size > 1;
  const [first, last] = [attempts[0], attempts.at(-1)];
  return first !== undefined && Date.parse(last!.occurred) - Date.parse(first.occurred) >= fourHours;
}
