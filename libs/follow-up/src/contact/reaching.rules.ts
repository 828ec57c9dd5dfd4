import type { Purpose } from '@kept-informed/commitments';
import type { ContactDetails, ContactOutcome } from './contact.events.js';

/** Outcomes that reach the participant (rules.md, Reaching). */
const reachingOutcomes: ReadonlySet<ContactOutcome> = new Set(['spoke', 'told-in-person', 'delivered', 'read', 'sent']);

/** Purposes that tell the participant about their case, even if only "nothing new". */
const tellingPurposes: ReadonlySet<Purpose> = new Set([
  'update',
  'initial-information',
  'written-confirmation',
  'result',
  'reply',
]);

/** Methods that leave something to keep. */
const writtenMethods: ReadonlySet<string> = new Set(['letter', 'email', 'portal', 'sms']);

/**
 * Whether the contact reached whom it was meant for. Writing that was only sent counts where it went by a route marked
 * safe; a route marked unsafe reaches nobody, whatever the outcome (rules.md, Reaching and Routes).
 */
export function reached(contact: Pick<ContactDetails, 'outcome' | 'route' | 'purpose'>): boolean {
  if (!reachingOutcomes.has(contact.outcome) || contact.route === 'unsafe') return false;
  return contact.outcome !== 'sent' || contact.purpose === 'referral' || contact.route === 'safe';
}

/** Whether a contact was made, and not only attempted: they got in touch themselves, or it reached them. */
export function wasMade(contact: Pick<ContactDetails, 'direction' | 'outcome' | 'route' | 'purpose'>): boolean {
  return contact.direction === 'inbound' || reached(contact);
}

/** Outbound, or the participant's own call in which they were told (rules.md, Who is told). */
function tellsThem({ direction, tells, purpose }: ContactDetails): boolean {
  return direction === 'outbound' || tells.length > 0 || purpose === 'update';
}

/** Whether the contact can discharge anything at all. A survey or an attempt never does. */
export function canDischarge(contact: ContactDetails): boolean {
  return contact.purpose !== 'survey' && tellsThem(contact) && reached(contact);
}

/** Told about the case, even if only "nothing new" (words.md, Cases). */
export function isUpdate(contact: ContactDetails): boolean {
  return canDischarge(contact) && (tellingPurposes.has(contact.purpose) || contact.tells.length > 0);
}

export function isWritten({ method }: Pick<ContactDetails, 'method'>): boolean {
  return writtenMethods.has(method);
}

/** An inbound letter or message that asks for an answer (rules.md, Triggers). */
export function asksForAnswer({ direction, purpose }: ContactDetails): boolean {
  return direction === 'inbound' && purpose === 'enquiry';
}
