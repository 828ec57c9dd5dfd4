import type { Instant } from '@kept-informed/calendar';
import type { ContactDetails, ContactEvent } from './contact.events.js';

/** A recorded contact as the rules see it. */
export interface Contact extends ContactDetails {
  readonly occurred: Instant;
  /** When what is known of it now was first recorded, here or on the case that it was carried from. */
  readonly recorded: Instant;
  /** The version of the fact that recorded it. */
  readonly version: number;
  readonly corrected?: boolean;
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
      const before = contacts[place]!;
      const same = before.occurred === occurred && isSame(whatMatters(before), whatMatters(fact.data));
      const known = same ? before.recorded : (fact.data.firstRecorded ?? recorded);
      contacts[place] = { ...fact.data, occurred, recorded: known, version, corrected: true };
      break;
    }
  }
}

/**
 * What decides whether and whom a contact told what, and how: only a change of these was not known before. Whether a date
 * was promised decides for an acknowledgement alone.
 */
function whatMatters(contact: ContactDetails): readonly unknown[] {
  const { participantIds, direction, method, outcome, purpose, tells, route, feedbackId, promisedNext } = contact;
  const isDated = purpose === 'acknowledgement' && promisedNext !== undefined;
  return [participantIds, direction, method, outcome, purpose, tells, route, feedbackId, isDated];
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function placeOf(contactId: string, contacts: readonly Contact[]): number {
  return contacts.findIndex((contact) => contact.contactId === contactId);
}
