import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { attemptFrom, reached } from './attempt-or-reached.rules.js';
import type { ContactDetails, ReceiptCame } from './contact.events.js';
import type { Contact, Receipt } from './contact.state.js';

/** Since when a contact has reached them, by which fact, and when that was recorded. */
export interface ReachedFrom {
  readonly at: Instant;
  readonly version: number;
  readonly recorded: Instant;
}

/** By the contact itself as it was recorded, or by the first receipt by which it has reached them; none: it has not. */
export function reachedFrom(contact: Contact): ReachedFrom | undefined {
  if (!reached(contact)) return undefined;
  const { receipt, occurred: at, version, recorded } = contact;
  if (!receipt) return { at, version, recorded };
  return reachedFrom(receipt.before) ?? receipt;
}

/** The receipts that came for a contact, the first one first. */
export function receiptsOf({ receipt }: Contact): Receipt[] {
  return receipt ? [...receiptsOf(receipt.before), receipt] : [];
}

/** A contact as it was sent, before any receipt came. */
export const asSent = (contact: Contact): Contact => (contact.receipt ? asSent(contact.receipt.before) : contact);

/** What a receipt says of a contact as it is known by it: since when it has reached them, or counts as an attempt. */
export function knownBy(
  contact: ContactDetails,
  at: Instant,
  reachedBefore: Instant | undefined,
): Pick<ReceiptCame['data'], 'reachedAt' | 'attemptFrom'> {
  const reachedAt = reached(contact) ? (reachedBefore ?? at) : undefined;
  const failedAt = attemptFrom(contact, at);
  return { ...(reachedAt && { reachedAt }), ...(failedAt && { attemptFrom: failedAt }) };
}

/** The receipts of a contact that is told of anew, as it was sent by what is known of it now. */
export function toldAgain(
  receipts: readonly Receipt[],
  { occurred, ...contact }: ContactDetails & Pick<Contact, 'occurred'>,
): NewFactOf<ReceiptCame>[] {
  const { contactId, carriedFrom } = contact;
  let reachedAt = reached(contact) ? occurred : undefined;
  return receipts.map(({ at, recorded: firstRecorded, outcome }) => {
    const known = knownBy({ ...contact, outcome }, at, reachedAt);
    ({ reachedAt } = known);
    const data = { contactId, outcome, firstRecorded, ...known };
    return { type: 'ReceiptCame', data: { ...data, ...(carriedFrom && { carriedFrom }) }, occurred: at };
  });
}

/** A contact that had reached them as far as was known until it came back. */
export interface ReturnedContact extends Contact {
  readonly outcome: 'returned';
  readonly receipt: Receipt;
}

/** What came back as it was believed to have reached them, anything else as it is. */
export const beforeItCameBack = (contact: Contact): Contact => (cameBack(contact) ? contact.receipt.before : contact);

export function cameBack(contact: Contact): contact is ReturnedContact {
  return contact.outcome === 'returned' && contact.receipt !== undefined && reached(contact.receipt.before);
}
