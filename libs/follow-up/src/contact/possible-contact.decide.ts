import { localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';
import { possibleOutcomes } from './attempt-or-reached.rules.js';
import type { ContactScene } from './contact-subject.decide.js';
import type { ContactDetails, UsedRoute } from './contact.events.js';

/** A contact as it is said to have been, before what follows from the case is added. */
export type SaidContact = Omit<ContactDetails, 'backDated' | keyof UsedRoute>;

/** Refused where a contact cannot have been so: at this time, with these participants, ending like this. */
export function requirePossible(scene: ContactScene, details: SaidContact, occurredAt: Instant, now: Instant): void {
  if (occurredAt > now) throw refuse('in-the-future', '/occurredAt', 'This contact has not happened yet.');
  if (occurredAt < scene.openedAt) throw refuse('before-case', '/occurredAt', 'This is before the case was opened.');
  requireWho(scene, details);
  requireOutcome(details);
}

/** What a participant was told to expect is not over when they are told. */
export function requirePromisedAhead(
  promisedNext: LocalDate | undefined,
  occurredAt: Instant,
  { zone }: ContactScene,
): void {
  if (promisedNext !== undefined && promisedNext < localDate(occurredAt, zone))
    throw refuse('promised-for-the-past', '/promisedNext', 'This is before the day on which they were told so.');
}

/** What has happened is always recorded; whether it was confirmed to be safe has to be said (rules.md, High risk). */
export function requireConfirmed({ highRisk }: ContactScene, said: SaidContact): void {
  const { direction, purpose, confirmedSafe, carriedFrom } = said;
  if (!highRisk || direction === 'inbound' || purpose === 'referral' || carriedFrom !== undefined) return;
  if (confirmedSafe === undefined)
    throw refuse(
      'confirmation-required',
      '/confirmedSafe',
      'This case is one of high risk: say whether it was confirmed before that it was safe to contact them.',
    );
}

function requireWho({ participantIds, triggers }: ContactScene, details: SaidContact): void {
  details.participantIds.forEach((id, index) => {
    if (!participantIds.has(id) || details.participantIds.indexOf(id) < index)
      throw refuse(
        'unknown-participant',
        `/participantIds/${index}`,
        'There is no such participant on this case, or they are named twice.',
      );
  });
  details.tells.forEach((told, index) => {
    if (!triggers.has(told)) throw refuse('unknown-trigger', `/tells/${index}`, 'Nothing of this name can be told.');
  });
}

function requireOutcome({ direction, method, outcome }: SaidContact): void {
  const possible = possibleOutcomes(direction, method);
  if (!possible.includes(outcome))
    throw refuse(
      'outcome-does-not-fit',
      '/outcome',
      `An ${direction} ${method} ends in one of ${possible.join(', ')}.`,
    );
}
