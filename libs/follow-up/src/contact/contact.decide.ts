import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { type NoteSeal, Refused, conflict, notFound, refuse } from '@kept-informed/decisions';
import type {
  ContactAttempted,
  ContactCorrected,
  ContactDetails,
  ContactMade,
  ContactStruckOut,
  ReceiptCame,
  UsedRoute,
} from './contact.events.js';
import { wasMade } from './attempt-or-reached.rules.js';
import type { Contact } from './contact.state.js';
import type { ContactSubject } from './subject.rules.js';
import {
  answeredIn,
  meant,
  toldIn,
  type ContactScene,
  type ThingAnswered,
  type ThingTold,
  requireFitting,
} from './contact-subject.decide.js';
import { requireConfirmed, requirePossible, requirePromisedAhead } from './possible-contact.decide.js';
import { asSent, receiptsOf, toldAgain } from './receipt.rules.js';

/** A contact to record. `wentBy`: the route, or why there can be none. */
export interface NewContact extends Omit<
  ContactDetails,
  'backDated' | 'tells' | keyof ContactSubject | keyof UsedRoute
> {
  readonly occurredAt: Instant;
  readonly wentBy: UsedRoute | Refused;
  readonly tells: readonly ThingTold[];
  readonly replyTo?: ThingAnswered;
  readonly service?: string;
}

/** The communication is recorded: as made if it reached its participants, as attempted if not. */
export function recordContact(
  scene: ContactScene,
  { occurredAt, wentBy, tells, replyTo, service, ...rest }: NewContact,
  now: Instant,
): NewFactOf<ContactMade | ContactAttempted>[] {
  const said = { ...rest, ...toldIn(tells, scene), ...answeredIn(replyTo, scene), ...(service && { service }) };
  requirePossible(scene, said, occurredAt, now);
  if (said.carriedFrom === undefined) {
    requireFitting(said);
    requirePromisedAhead(said.promisedNext, occurredAt, scene);
  }
  requireConfirmed(scene, said);
  const used = routeIn(wentBy);
  const allowanceId = used.route === 'unsafe' ? scene.allowanceFor(used.routeId, occurredAt) : undefined;
  const details = meant({ ...said, ...used, ...(allowanceId && { allowanceId }) }, occurredAt, scene, now);
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

/** What is corrected of a contact; what is left out stays as it was. `wentBy`: looked up anew, where that may be another. */
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
): NewFactOf<ContactCorrected | ReceiptCame>[] {
  const found = requireContact(contacts, about.contactId);
  const receipts = correction.outcome === undefined ? receiptsOf(found) : [];
  const before = receipts.length > 0 ? asSent(found) : found;
  if (found.before) throw conflict('already-corrected', 'It was corrected before. Strike it out and record it anew.');
  const {
    occurred,
    recorded: _,
    version: __,
    before: ___,
    firstRecorded: ____,
    receipt: _____,
    saidSince: ______,
    ...known
  } = before;
  if (Object.keys(correction).length === 0)
    throw refuse('nothing-to-correct', '', 'Say what was otherwise than it was recorded.');
  const { occurredAt = occurred, wentBy, tells, replyTo, ...changed } = correction;
  const isOther = {
    ...(changed.purpose !== undefined && noSubject),
    ...(replyTo && answeredIn(replyTo, scene)),
    ...(changed.toldBy && ofOneBody),
  };
  const said = { ...known, ...isOther, ...changed, ...(tells && toldIn(tells, scene)), ...about };
  requirePossible(scene, said, occurredAt, now);
  if (fitting.some((field) => correction[field] !== undefined)) requireFitting(said);
  requirePromisedAhead(changed.promisedNext, occurredAt, scene);
  const details = meant(wentBy ? { ...said, ...noRoute, ...routeIn(wentBy) } : said, occurredAt, scene, now);
  const backDated = isBackDated(scene, occurredAt, now);
  return [
    { type: 'ContactCorrected', data: { ...details, ...(backDated && { backDated }) }, occurred: occurredAt },
    ...toldAgain(receipts, { ...details, occurred: occurredAt }),
  ];
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
  readonly wentBy: NewContact['wentBy'];
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
): [NewFactOf<ContactStruckOut>[], NewFactOf<ContactMade | ContactAttempted | ReceiptCame>[]] {
  const { contactId, movedTo, newContactId, participantIds, wentBy, ...noted } = move;
  if (movedTo === from.caseId) throw refuse('same-case', '/caseId', 'It is recorded on this case already.');
  const found = requireContact(from.contacts, contactId);
  const {
    occurred,
    recorded: firstRecorded,
    version: _,
    before: __,
    feedbackId: ___,
    answersId: ____,
    routeId: _____,
    noReceipts: ______,
    receipt: _______,
    saidSince: ________,
    routeKeyedAt: _________,
    origin: __________,
    ...known
  } = asSent(found);
  const carried = { carriedFrom: from.caseId, firstRecorded };
  const details = { ...known, contactId: newContactId, participantIds, wentBy, ...carried, occurredAt: occurred };
  const recorded = recordContact(there, details, now);
  return [
    strikeOutContact(from.contacts, { contactId, movedTo, ...noted }, now),
    [...recorded, ...toldAgain(receiptsOf(found), { ...recorded[0]!.data, occurred })],
  ];
}

/** A contact of the case that was not struck out. */
export function requireContact(contacts: readonly Contact[], contactId: string): Contact {
  const found = contacts.find((contact) => contact.contactId === contactId);
  if (!found) throw notFound('unknown-contact', 'There is no such contact on this case, or it was struck out.');
  return found;
}

const fitting = ['service', 'replyTo', 'automatic', 'generated', 'outcome'] as const;
const ofOneBody = { actsFor: undefined };
const noRoute = { routeId: undefined, noReceipts: undefined, routeKeyedAt: undefined };
const noSubject = { milestoneIds: undefined, feedbackId: undefined, answersId: undefined, service: undefined };

/** Refused last of all: who it was with and how it ended must fit first. */
function routeIn(wentBy: NewContact['wentBy']): UsedRoute {
  if (wentBy instanceof Refused) throw wentBy;
  return wentBy;
}

function isBackDated({ lateAfterHours }: ContactScene, occurredAt: Instant, now: Instant): boolean {
  return Date.parse(now) - Date.parse(occurredAt) > lateAfterHours * 3_600_000;
}
