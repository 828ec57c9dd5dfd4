import { localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import { hasAuthority } from '../case/authority.rules.js';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import { canDischarge } from '../contact/attempt-or-reached.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { beforeItCameBack, cameBack, reachedFrom, type ReturnedContact } from '../contact/receipt.rules.js';
import type { CaseHistory } from './case-history.state.js';

/** A case as the rules read it at one instant: gone through once, and asked for each promise to each participant. */
export interface CaseReading {
  readonly state: CaseHistory;
  readonly book: Rulebook;
  readonly now: Instant;
  /**
   * Per participant, the contacts that reached them or their representative and can discharge, earliest first; `before`
   * only where it did so too, at the same time.
   */
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  /** Per participant, the contacts that had reached them and could discharge until they came back, in that order. */
  readonly returned: ReadonlyMap<string, readonly ReturnedContact[]>;
}

export function readingOf(state: CaseHistory, book: Rulebook, now: Instant): CaseReading {
  const contacts = dischargingContacts(state, book);
  return { state, book, now, contacts, returned: returnedContacts(state, book) };
}

/** Whom a contact told: its participants, and whoever one of them had authority to receive it for. */
export function heardBy(contact: Contact, { state, book }: CaseReading): ReadonlySet<string> {
  return toldBy(contact, state.participants, book);
}

function dischargingContacts({ contacts, participants }: CaseHistory, book: Rulebook): Map<string, Contact[]> {
  const found = new Map<string, Contact[]>();
  for (const contact of contacts) {
    if (!canDischarge(contact)) continue;
    const toldBefore = contact.before && toldAlike(contact.before, contact, participants, book);
    for (const id of toldBy(contact, participants, book)) {
      const one = toldBefore && !toldBefore.has(id) ? { ...contact, before: undefined } : contact;
      const own = found.get(id);
      if (own) own.push(one);
      else found.set(id, [one]);
    }
  }
  for (const own of found.values()) own.sort(earliestFirst);
  return found;
}

function returnedContacts({ contacts, participants }: CaseHistory, book: Rulebook): Map<string, ReturnedContact[]> {
  const found = new Map<string, ReturnedContact[]>();
  const back = contacts.filter(cameBack).filter(({ receipt }) => canDischarge(receipt.before));
  for (const contact of back.sort((a, b) => a.receipt.version - b.receipt.version))
    for (const id of toldBy(contact, participants, book)) found.set(id, [...(found.get(id) ?? []), contact]);
  return found;
}

/** Whom it had told at the same time as far as was known before it was corrected. */
function toldAlike(known: Contact, contact: Contact, participants: Case['participants'], book: Rulebook): Set<string> {
  const before = beforeItCameBack(known);
  const alike = before.occurred === contact.occurred && canDischarge(before);
  return alike ? toldBy(before, participants, book) : new Set();
}

/** Its participants, and whoever one of them had authority to receive it for as it reached them (rules.md, Who is told). */
function toldBy(contact: Contact, participants: Case['participants'], book: Rulebook): Set<string> {
  const { participantIds, occurred } = contact;
  const at = reachedFrom(cameBack(contact) ? contact.receipt.before : contact)?.at ?? occurred;
  const ids = new Set(participantIds);
  for (const id of participantIds) {
    const participant = participants.get(id);
    if (participant?.represents && hasAuthority(participant, at, book)) ids.add(participant.represents);
  }
  return ids;
}

function earliestFirst(a: Contact, b: Contact): number {
  if (a.occurred === b.occurred) return a.version - b.version;
  return a.occurred < b.occurred ? -1 : 1;
}

const dates = new Map<string, LocalDate>();
const mostDates = 50_000;

/**
 * The date in the force's zone at an instant. The same instants are asked about at each settling of a case, so the dates
 * of whole hours that lie within one day are kept.
 */
export function dateOf(instant: Instant, { zone }: Rulebook): LocalDate {
  const hour = instant.slice(0, 13);
  const key = hour + zone;
  const before = dates.get(key);
  if (before !== undefined) return before;
  const first = localDate(`${hour}:00:00.000Z`, zone);
  if (first !== localDate(`${hour}:59:59.999Z`, zone)) return localDate(instant, zone);
  if (dates.size >= mostDates) dates.clear();
  dates.set(key, first);
  return first;
}
