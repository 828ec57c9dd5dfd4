import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { type NoteSeal, Refused, conflict, notFound, refuse } from '@kept-informed/decisions';
import type {
  ContactAttempted,
  ContactCorrected,
  ContactDetails,
  ContactMade,
  ContactStruckOut,
  UsedRoute,
} from './contact.events.js';
import { possibleOutcomes, wasMade } from './reaching.rules.js';
import type { Contact } from './contact.state.js';

/** What a contact is recorded against. */
export interface ContactScene {
  readonly openedAt: Instant;
  readonly participantIds: ReadonlySet<string>;
  readonly feedbackIds: ReadonlySet<string>;
  /** Everything that a participant can be told of. */
  readonly triggers: ReadonlySet<string>;
  /** A contact recorded longer than this after it occurred needs a reason, in hours. */
  readonly lateAfterHours: number;
}

/** A contact to record. `by`: the route by which it went, or why there can be none. */
export interface NewContact extends Omit<ContactDetails, 'backDated' | keyof UsedRoute> {
  readonly occurredAt: Instant;
  readonly by: UsedRoute | Refused;
}

/** The communication is recorded: as made if it reached its participants, as attempted if not. */
export function recordContact(
  scene: ContactScene,
  { occurredAt, by, ...rest }: NewContact,
  now: Instant,
): NewFactOf<ContactMade | ContactAttempted>[] {
  checkContact(scene, rest, occurredAt, now);
  const details = { ...rest, ...routeIn(by) };
  const backDated = isBackDated(scene, occurredAt, now);
  if (backDated && details.lateReasonId === undefined && details.carriedFrom === undefined)
    throw refuse(
      'late-reason-required',
      '/lateReason',
      `Say why this is recorded more than ${scene.lateAfterHours} hours late.`,
    );
  const type = wasMade(details) ? 'ContactMade' : 'ContactAttempted';
  return [{ type, data: { ...details, ...(backDated && { backDated }) }, occurred: occurredAt }];
}

/** What is corrected of a contact; what is left out stays as it was. `by`: looked up anew, where that may be another. */
export type Correction = Partial<Omit<NewContact, 'contactId' | keyof NoteSeal>>;

/** Which contact is corrected, and why; the reason is kept with the people. */
export interface ContactCorrection {
  readonly contactId: string;
  readonly reasonId?: string;
  readonly reasonDigest?: string;
  readonly correction: Correction;
}

/**
 * A contact was otherwise than it was recorded. Refused of one that was corrected before: strike that out and record it
 * anew. The reason is kept with the people; the contact's own note stays.
 */
export function correctContact(
  scene: ContactScene,
  contacts: readonly Contact[],
  { correction, ...about }: ContactCorrection,
  now: Instant,
): NewFactOf<ContactCorrected>[] {
  const before = requireContact(contacts, about.contactId);
  if (before.before) throw conflict('already-corrected', 'It was corrected before. Strike it out and record it anew.');
  const { occurred, recorded: _, version: __, before: ___, firstRecorded: ____, ...known } = before;
  if (Object.keys(correction).length === 0)
    throw refuse('nothing-to-correct', '', 'Say what was otherwise than it was recorded.');
  const { occurredAt = occurred, by, ...changed } = correction;
  const said = { ...known, ...changed, ...about };
  checkContact(scene, said, occurredAt, now);
  const details = by ? { ...said, ...noRoute, ...routeIn(by) } : said;
  const backDated = isBackDated(scene, occurredAt, now);
  return [{ type: 'ContactCorrected', data: { ...details, ...(backDated && { backDated }) }, occurred: occurredAt }];
}

/** A contact never was, or belongs to another case. Refused where it is not on this one, or no longer. */
export function strikeOutContact(
  contacts: readonly Contact[],
  asked: NoteSeal & { readonly contactId: string; readonly movedTo?: string },
  now: Instant,
): NewFactOf<ContactStruckOut>[] {
  requireContact(contacts, asked.contactId);
  return [{ type: 'ContactStruckOut', data: asked, occurred: now }];
}

/** A contact that belongs to another case: which one, to whom there, and what was known of their route. */
export interface ContactMove extends NoteSeal {
  readonly contactId: string;
  readonly movedTo: string;
  readonly newContactId: string;
  readonly participantIds: readonly string[];
  readonly by: NewContact['by'];
}

/**
 * A contact belongs to another case: struck out of this one, and recorded there with the instant at which it was recorded
 * as it is known now, so that it is not late for having been moved.
 */
export function moveContact(
  from: { readonly caseId: string; readonly contacts: readonly Contact[] },
  there: ContactScene,
  move: ContactMove,
  now: Instant,
): [NewFactOf<ContactStruckOut>[], NewFactOf<ContactMade | ContactAttempted>[]] {
  const { contactId, movedTo, newContactId, participantIds, by, ...noted } = move;
  if (movedTo === from.caseId) throw refuse('same-case', '/caseId', 'It is recorded on this case already.');
  const before = requireContact(from.contacts, contactId);
  const {
    occurred,
    recorded: firstRecorded,
    version: _,
    before: __,
    feedbackId: ___,
    routeId: ____,
    noReceipts: _____,
    ...known
  } = before;
  const carried = { carriedFrom: from.caseId, firstRecorded };
  const details = { ...known, contactId: newContactId, participantIds, by, ...carried, occurredAt: occurred };
  return [strikeOutContact(from.contacts, { contactId, movedTo, ...noted }, now), recordContact(there, details, now)];
}

/** A contact of the case that was not struck out. */
export function requireContact(contacts: readonly Contact[], contactId: string): Contact {
  const found = contacts.find((contact) => contact.contactId === contactId);
  if (!found) throw notFound('unknown-contact', 'There is no such contact on this case, or it was struck out.');
  return found;
}

const noRoute = { routeId: undefined, noReceipts: undefined };

/** Refused last of all: who it was with and how it ended must fit first. */
function routeIn(by: NewContact['by']): UsedRoute {
  if (by instanceof Refused) throw by;
  return by;
}

type SaidContact = Omit<ContactDetails, 'backDated' | keyof UsedRoute>;

function checkContact(scene: ContactScene, details: SaidContact, occurredAt: Instant, now: Instant): void {
  if (occurredAt > now) throw refuse('in-the-future', '/occurredAt', 'This contact has not happened yet.');
  if (occurredAt < scene.openedAt) throw refuse('before-case', '/occurredAt', 'This is before the case was opened.');
  checkWho(scene, details);
  checkOutcome(details);
}

function isBackDated({ lateAfterHours }: ContactScene, occurredAt: Instant, now: Instant): boolean {
  return Date.parse(now) - Date.parse(occurredAt) > lateAfterHours * 3_600_000;
}

function checkWho({ participantIds, feedbackIds, triggers }: ContactScene, details: SaidContact): void {
  details.participantIds.forEach((id, index) => {
    if (!participantIds.has(id))
      throw refuse('unknown-participant', `/participantIds/${index}`, 'There is no such participant on this case.');
  });
  details.tells.forEach((told, index) => {
    if (!triggers.has(told)) throw refuse('unknown-trigger', `/tells/${index}`, 'Nothing of this name can be told.');
  });
  if (details.feedbackId !== undefined && !feedbackIds.has(details.feedbackId))
    throw refuse('unknown-feedback', '/feedbackId', 'There is no such feedback on this case.');
}

function checkOutcome({ direction, method, outcome }: SaidContact): void {
  const possible = possibleOutcomes(direction, method);
  if (!possible.includes(outcome))
    throw refuse(
      'outcome-does-not-fit',
      '/outcome',
      `An ${direction} ${method} ends in one of ${possible.join(', ')}.`,
    );
}
