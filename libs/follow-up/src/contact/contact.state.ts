import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import type { ContactSubject } from './subject.rules.js';
import type {
  ContactAttempted,
  ContactDetails,
  ContactEvent,
  ContactMade,
  ContactSettled,
  MessageLeft,
  ReceiptOutcome,
} from './contact.events.js';

/** A recorded contact as the rules see it. */
export interface Contact extends ContactDetails {
  readonly occurred: Instant;
  /** When it was recorded as it is known now, here or on the case that it was carried from. */
  readonly recorded: Instant;
  /** The version of the fact that recorded it. */
  readonly version: number;
  /** As it was known before it was corrected. */
  readonly before?: Contact;
  /** What became of it after it was sent: its outcome is that of the last receipt. */
  readonly receipt?: Receipt;
  /** What it left unsaid that a fact has settled: triggers that it told by their names, or what it was for. */
  readonly saidSince?: readonly string[];
}

/** A receipt that came, or that something came back: when, by which fact, and the contact as it was known until then. */
export interface Receipt {
  readonly outcome: ReceiptOutcome;
  readonly at: Instant;
  readonly recorded: Instant;
  readonly version: number;
  readonly before: Contact;
}

/** Word that somebody left for whoever has the case, and when that was recorded, here or on the case that it was carried from. */
export type LeftMessage = Omit<MessageLeft['data'], 'noteId' | 'noteDigest'> & {
  readonly occurred: Instant;
  readonly recorded: Instant;
};

/** The contacts of a case in the order in which they were recorded. */
export interface Contacts {
  readonly contacts: Contact[];
  /** Those that never were, or were of another case, and from which version on that was known. */
  readonly struckOut: { readonly contact: Contact; readonly version: number }[];
  readonly messages: LeftMessage[];
}

export const contactFold: Fold<Contacts, ContactEvent> = {
  ContactMade: add,
  ContactAttempted: add,
  ContactStruckOut: ({ contacts, struckOut }, { data, version }) => {
    const [contact] = contacts.splice(placeOf(data.contactId, contacts), 1);
    struckOut.push({ contact: contact!, version });
  },
  ContactCorrected: ({ contacts }, { data, occurred, recorded, version }) => {
    const place = placeOf(data.contactId, contacts);
    const known = data.firstRecorded ?? recorded;
    contacts[place] = { ...data, occurred, recorded: known, version, before: contacts[place]! };
  },
  ContactSettled: ({ contacts }, { data }) => {
    const place = placeOf(data.contactId, contacts);
    contacts[place] = settledContact(contacts[place]!, data);
  },
  ReceiptCame: ({ contacts }, { data, occurred: at, recorded, version }) => {
    const place = placeOf(data.contactId, contacts);
    const before = contacts[place]!;
    const receipt = { outcome: data.outcome, at, recorded: data.firstRecorded ?? recorded, version, before };
    contacts[place] = { ...before, outcome: data.outcome, receipt };
  },
  MessageLeft: ({ messages }, { data, occurred, recorded }) =>
    messages.push({ ...data, occurred, recorded: data.firstRecorded ?? recorded }),
};

function add({ contacts }: Contacts, { data, occurred, recorded, version }: ContactMade | ContactAttempted): void {
  contacts.push({ ...data, occurred, recorded: data.firstRecorded ?? recorded, version });
}

function placeOf(contactId: string, contacts: readonly Contact[]): number {
  return contacts.findIndex((contact) => contact.contactId === contactId);
}

/**
 * A contact of which something unsaid has been settled, and so as it was known until a receipt came; before it was corrected
 * only where the correction changed nothing of what it is about.
 */
export function settledContact(contact: Contact, said: ContactSettled['data']): Contact {
  const { contactId: _, unsaid, milestoneIds = [], carriedFrom: __, origin: ___, firstRecorded: ____, ...about } = said;
  const { receipt, before } = contact;
  const ids = [...new Set([...(contact.milestoneIds ?? []), ...milestoneIds])];
  return {
    ...contact,
    ...about,
    ...(ids.length > 0 && { milestoneIds: ids }),
    saidSince: [...(contact.saidSince ?? []), unsaid],
    ...(receipt && { receipt: { ...receipt, before: settledContact(receipt.before, said) } }),
    ...(before && isAlike(before, contact) && { before: settledContact(before, said) }),
  };
}

function isAlike(before: ContactSubject, contact: ContactSubject): boolean {
  const told = ({ milestoneIds = [], feedbackId, answersId, service }: ContactSubject) =>
    JSON.stringify([milestoneIds, feedbackId, answersId, service]);
  return told(before) === told(contact);
}
