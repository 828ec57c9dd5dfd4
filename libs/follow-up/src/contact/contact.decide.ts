import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { refuse } from '../follow-up.refusals.js';
import type { ContactDetails, Outcome } from './contact.events.js';
import { reached } from './contact.rules.js';

/** What a contact is recorded against. */
export interface ContactScene {
  readonly openedAt: Instant;
  readonly participantIds: ReadonlySet<string>;
  readonly feedbackIds: ReadonlySet<string>;
  /** Everything that a participant can be told of. */
  readonly triggers: ReadonlySet<string>;
  /** A contact recorded longer than this after it occurred needs a reason, in hours. */
  readonly lateAfterHours: number;
}

const inboundOutcomes: ReadonlySet<Outcome> = new Set(['received', 'spoke', 'told-in-person']);

/** The communication is recorded: as made if it reached its participants, as attempted if not. */
export function recordContact(
  scene: ContactScene,
  details: Omit<ContactDetails, 'backDated'>,
  occurredAt: Instant,
  hasLateReason: boolean,
  now: Instant,
): NewFact[] {
  if (occurredAt > now) throw refuse('in-the-future', '/occurredAt', 'This contact has not happened yet.');
  if (occurredAt < scene.openedAt) throw refuse('before-case', '/occurredAt', 'This is before the case was opened.');
  checkWho(scene, details);
  checkOutcome(details);
  const backDated = Date.parse(now) - Date.parse(occurredAt) > scene.lateAfterHours * 3_600_000;
  if (backDated && !hasLateReason)
    throw refuse(
      'late-reason-required',
      '/lateReason',
      `Say why this is recorded more than ${scene.lateAfterHours} hours late.`,
    );
  const type = details.direction === 'inbound' || reached(details) ? 'ContactMade' : 'ContactAttempted';
  return [{ type, data: { ...details, ...(backDated && { backDated }) }, occurred: occurredAt }];
}

function checkWho(
  { participantIds, feedbackIds, triggers }: ContactScene,
  details: Omit<ContactDetails, 'backDated'>,
): void {
  details.participantIds.forEach((id, index) => {
    if (!participantIds.has(id))
      throw refuse('unknown-participant', `/participantIds/${index}`, 'There is no such participant on this case.');
  });
  details.tells.forEach((told, index) => {
    if (!triggers.has(told)) throw refuse('unknown-trigger', `/tells/${index}`, 'Nothing of this name can be told.');
  });
  if (details.feedbackId !== undefined && !feedbackIds.has(details.feedbackId))
    throw refuse('unknown-feedback', '/feedbackId', 'There is no such feedback on this case.');
}

function checkOutcome({ direction, outcome }: Pick<ContactDetails, 'direction' | 'outcome'>): void {
  const fits = direction === 'inbound' ? inboundOutcomes.has(outcome) : outcome !== 'received';
  if (!fits) throw refuse('outcome-does-not-fit', '/outcome', `An ${direction} contact cannot end like this.`);
}
