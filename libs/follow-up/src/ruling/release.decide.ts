import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { requireSpeaksFor, withinCase } from '../case/case-checks.decide.js';
import type { Rulebook } from '@kept-informed/commitments';
import { reached } from '../contact/attempt-or-reached.rules.js';
import { conflict } from '@kept-informed/decisions';
import {
  notBeforeArisen,
  periodSubjectOf,
  requireObligation,
  requireOpen,
  type RuledCase,
  type RulingIntent,
} from './ruling-subject.decide.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { ExcusalRuled, VoidingRuled, WaiverRuled } from './ruling.events.js';

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

/**
 * A supervisor endorses that reasonable steps were taken and failed. Refused without a recorded attempt to reach the
 * participant, or who may receive for them, since it became owed (rules.md, Excusals).
 */
export function excuseObligation(state: RuledCase, asked: RulingIntent, now: Instant): NewFactOf<ExcusalRuled>[] {
  const obligation = requireOpen(state, asked.obligationId);
  const attempts = attemptsFor(obligation, state.case!);
  if (attempts.length === 0)
    throw conflict('no-attempts', 'No attempt to reach them is recorded since this became owed.');
  return [{ type: 'ExcusalRuled', data: { ...periodSubjectOf(obligation, asked), attempts }, occurred: now }];
}

/** A supervisor finds that it was never owed; history stays. Also of what was met or missed. */
export function voidObligation(state: RuledCase, asked: RulingIntent, now: Instant): NewFactOf<VoidingRuled>[] {
  const obligation = requireObligation(state, asked.obligationId);
  const ended = obligation.outcome?.as;
  if (ended === 'voided' || ended === 'superseded')
    throw conflict('already-ended', 'It is not owed any more: it was voided or replaced.');
  return [{ type: 'VoidingRuled', data: periodSubjectOf(obligation, asked), occurred: now }];
}

function attemptsFor(
  { participantId, arisenAt }: Obligation,
  { contacts, participants }: NonNullable<RuledCase['case']>,
): string[] {
  return contacts
    .filter(({ occurred, direction }) => direction === 'outbound' && occurred >= arisenAt)
    .filter((contact) => !reached(contact))
    .filter(({ participantIds }) =>
      participantIds.some((id) => id === participantId || participants.get(id)?.represents === participantId),
    )
    .map(({ contactId }) => contactId);
}
