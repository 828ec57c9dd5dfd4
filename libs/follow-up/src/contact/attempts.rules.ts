import { earliestOf, laterOf, localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import { attemptFrom, wasMade } from './attempt-or-reached.rules.js';
import type { Contact } from './contact.state.js';
import { reachedFrom } from './receipt.rules.js';

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

/** Attempts to reach somebody since they were last reached, and when the last was. */
export interface Attempts {
  readonly count: number;
  readonly last: Instant | null;
}

/** The attempts with a participant by `now` since somebody was last in touch with them (rules.md, Attempts). */
export function sinceReached(participantId: string, subject: ContactedCase, now: Instant): Contact[] {
  const contacts = contactsWith(participantId, subject);
  const last = contacts
    .filter(wasMade)
    .reduce<Instant>((at, one) => laterOf(at, reachedFrom(one)?.at ?? one.occurred), '');
  return attemptsAmong(contacts, now).filter(({ occurred }) => occurred > last);
}

export function attemptsOn(participantId: string, subject: ContactedCase, now: Instant): Attempts {
  const attempts = sinceReached(participantId, subject, now);
  return { count: attempts.length, last: attempts.at(-1)?.occurred ?? null };
}

/** The first instant ahead at which a text of which nothing is known counts as an attempt; null: there is none. */
export function nextAttempt({ contacts }: ContactedCase, now: Instant): Instant | null {
  return earliestOf(...contacts.map(failedFrom).filter((at) => at !== null && at > now));
}
