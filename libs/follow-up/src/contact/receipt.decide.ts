import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, refuse } from '@kept-informed/decisions';
import { possibleOutcomes } from './attempt-or-reached.rules.js';
import { requireContact } from './contact.decide.js';
import type { ReceiptCame, ReceiptOutcome } from './contact.events.js';
import type { Contact } from './contact.state.js';
import { knownBy, reachedFrom } from './receipt.rules.js';

/** What became of which contact, and when that was known. */
export interface NewReceipt {
  readonly contactId: string;
  readonly outcome: ReceiptOutcome;
  readonly at: Instant;
}

/**
 * Something that was sent arrived, was read or came back. Refused of what gives no receipts by its method, of what is known
 * to have come back or to have been read, and of what was not sent by then (rules.md, Receipts).
 */
export function recordReceipt(contacts: readonly Contact[], asked: NewReceipt, now: Instant): NewFactOf<ReceiptCame>[] {
  const { contactId, outcome, at } = asked;
  const contact = requireContact(contacts, contactId);
  const possible = possibleOutcomes(contact.direction, contact.method);
  if (!possible.includes(outcome))
    throw refuse('outcome-does-not-fit', '/outcome', `It ends in one of ${possible.join(', ')}.`);
  if (!next[contact.outcome]?.includes(outcome))
    throw conflict('already-known', 'It is known already what became of this contact.');
  if (at > now) throw refuse('in-the-future', '/at', 'This has not happened yet.');
  if (at < (contact.receipt?.at ?? contact.occurred))
    throw refuse('before-it-was-sent', '/at', 'This is before it was sent, or before the last that is known of it.');
  const known = { ...contact, outcome };
  const data = { contactId, outcome, ...knownBy(known, at, reachedFrom(contact)?.at) };
  return [{ type: 'ReceiptCame', data, occurred: at }];
}

/** What can become known of a contact after what is known of it. */
const next: { readonly [Outcome in Contact['outcome']]?: readonly ReceiptOutcome[] } = {
  sent: ['delivered', 'read', 'returned'],
  delivered: ['read', 'returned'],
};
