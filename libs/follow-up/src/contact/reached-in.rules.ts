import type { Case } from '../case/case.state.js';
import type { Contact } from './contact.state.js';
import { reached } from './attempt-or-reached.rules.js';

/** The contacts that reached a participant, or somebody who acts for them. */
export function reachedIn(
  participantId: string,
  { contacts, participants }: Case & { readonly contacts: readonly Contact[] },
): ReadonlySet<string> {
  const isTheirs = (id: string) => id === participantId || participants.get(id)?.represents === participantId;
  const found = contacts.filter((contact) => reached(contact) && contact.participantIds.some(isTheirs));
  return new Set(found.map(({ contactId }) => contactId));
}
