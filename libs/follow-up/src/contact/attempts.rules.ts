import { localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import { attemptFrom } from './attempt-or-reached.rules.js';
import type { Contact } from './contact.state.js';

/** A case with who was contacted on it. */
export type ContactedCase = Case & { readonly contacts: readonly Contact[] };

/** Since when a contact counts as an attempt: when it failed, or came back. Null: it is none. */
export const failedFrom = (contact: Contact): Instant | null =>
  attemptFrom(contact, contact.receipt?.at ?? contact.occurred);

/** The contacts with a participant, or with somebody who acts for them, in order of time. */
export function contactsWith(participantId: string, { contacts, participants }: ContactedCase): Contact[] {
  const isTheirs = (id: string) => id === participantId || participants.get(id)?.represents === participantId;
  return contacts
    .filter(({ participantIds }) => participantIds.some(isTheirs))
    .sort((a, b) => (a.occurred < b.occurred ? -1 : a.occurred > b.occurred ? 1 : a.version - b.version));
}

/** The contacts of these that count as attempts by `now`. */
export function attemptsAmong(contacts: readonly Contact[], now: Instant): Contact[] {
  return contacts.filter((contact) => {
    const from = failedFrom(contact);
    return from !== null && from <= now;
  });
}

/** On how many London dates these were. */
export function datesOf(contacts: readonly Contact[], zone: Zone): Set<LocalDate> {
  return new Set(contacts.map(({ occurred }) => localDate(occurred, zone)));
}
