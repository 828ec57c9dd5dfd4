import type { Instant } from '@kept-informed/calendar';
import type { ContactDetails, ContactEvent } from './contact.events.js';

/** A recorded contact as the rules see it. */
export interface Contact extends ContactDetails {
  readonly occurred: Instant;
  /** When it was recorded as it is known now, here or on the case that it was carried from. */
  readonly recorded: Instant;
  /** The version of the fact that recorded it. */
  readonly version: number;
  /** As it was known before it was corrected. */
  readonly before?: Contact;
}

/** The contacts of a case with one more fact; changes the given list. */
export function evolveContacts(contacts: Contact[], fact: ContactEvent): void {
  const { occurred, recorded, version } = fact;
  switch (fact.type) {
    case 'ContactMade':
    case 'ContactAttempted':
      contacts.push({ ...fact.data, occurred, recorded: fact.data.firstRecorded ?? recorded, version });
      break;
    case 'ContactStruckOut':
      contacts.splice(placeOf(fact.data.contactId, contacts), 1);
      break;
    case 'ContactCorrected': {
      const place = placeOf(fact.data.contactId, contacts);
      const known = fact.data.firstRecorded ?? recorded;
      contacts[place] = { ...fact.data, occurred, recorded: known, version, before: contacts[place]! };
      break;
    }
  }
}

function placeOf(contactId: string, contacts: readonly Contact[]): number {
  return contacts.findIndex((contact) => contact.contactId === contactId);
}
