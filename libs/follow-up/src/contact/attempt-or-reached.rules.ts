import type { Instant } from '@kept-informed/calendar';
import type { Purpose } from '@kept-informed/commitments';
import type { Method } from '../case/case.events.js';
import type { ContactDetails, ContactOutcome, Direction } from './contact.events.js';

/** What an outbound contact by a method can end in (rules.md, Reaching). */
interface MethodOutcomes {
  readonly reach: readonly ContactOutcome[];
  /** Reaches only where its route gives no receipts; else nothing is known until a receipt comes. */
  readonly unreceipted?: ContactOutcome;
  readonly fail: readonly ContactOutcome[];
}

const spoken: MethodOutcomes = { reach: ['spoke', 'told-in-person'], fail: ['no-answer', 'third-party', 'refused'] };
const online: MethodOutcomes = { reach: ['sent', 'delivered', 'read'], fail: ['returned'] };

const outcomesOf: Readonly<Record<Method, MethodOutcomes>> = {
  phone: { ...spoken, fail: [...spoken.fail, 'voicemail'] },
  'in-person': spoken,
  counter: spoken,
  video: spoken,
  letter: { reach: ['sent', 'delivered'], fail: ['returned', 'refused'] },
  email: online,
  portal: online,
  sms: { reach: ['delivered', 'read'], unreceipted: 'sent', fail: ['returned'] },
};

/** Purposes that tell the participant about their case, even if only "nothing new". */
const tellingPurposes: ReadonlySet<Purpose> = new Set([
  'update',
  'initial-information',
  'written-confirmation',
  'result',
  'reply',
]);

type ReachingContact = Pick<
  ContactDetails,
  'direction' | 'method' | 'outcome' | 'route' | 'purpose' | 'identityVerified' | 'noReceipts'
>;

/** What a contact by this method can end in: in speech what was said or not, in writing what became of it. */
export function possibleOutcomes(direction: Direction, method: Method): readonly ContactOutcome[] {
  const { reach, unreceipted, fail } = outcomesOf[method];
  if (direction === 'inbound') return isSpoken(method) ? ['received', ...reach] : ['received'];
  return [...reach, ...(unreceipted ? [unreceipted] : []), ...fail];
}

/**
 * Whether the contact reached whom it was meant for: by method and outcome together, not by a route marked unsafe, and in
 * speech not where they did not prove who they are (rules.md, Reaching, Routes and Identity).
 */
export function reached(contact: ReachingContact): boolean {
  const { method, outcome, noReceipts = false } = contact;
  if (isByUnsafeRoute(contact) || isByDeadRoute(contact) || isUnproved(contact)) return false;
  const { reach, unreceipted } = outcomesOf[method];
  return reach.includes(outcome) || (outcome === unreceipted && noReceipts);
}

/** The route is judged of what the force sends to the person: not of their own call, nor of a referral to a service. */
export function isByUnsafeRoute({
  direction,
  purpose,
  route,
}: Pick<ReachingContact, 'direction' | 'purpose' | 'route'>) {
  return direction === 'outbound' && purpose !== 'referral' && route === 'unsafe';
}

/** Something had come back that was sent by it, and nobody has confirmed it since (rules.md, Receipts). */
export function isByDeadRoute({ direction, route }: Pick<ReachingContact, 'direction' | 'route'>): boolean {
  return direction === 'outbound' && route === 'dead';
}

/** Somebody spoke who did not prove who they are. */
export function isUnproved({ method, outcome, identityVerified }: ReachingContact): boolean {
  return isSpoken(method) && identityVerified === false && outcomesOf[method].reach.includes(outcome);
}

/** Whether a contact was made, and not only attempted: they got in touch themselves, or it reached them. */
export function wasMade(contact: ReachingContact): boolean {
  return contact.direction === 'inbound' || reached(contact);
}

/** Outbound, or the participant's own call in which they were told (rules.md, Who is told). */
function tellsThem({ direction, tells, purpose }: ContactDetails): boolean {
  return direction === 'outbound' || tells.length > 0 || purpose === 'update';
}

/** Whether it is meant to discharge anything: a survey or an automatic message never is (rules.md, Automatic messages). */
function isMeant(contact: ContactDetails): boolean {
  return contact.purpose !== 'survey' && contact.automatic === undefined && tellsThem(contact);
}

/** Whether the contact can discharge anything at all. An attempt never does. */
export function canDischarge(contact: ContactDetails): boolean {
  return isMeant(contact) && reached(contact);
}

/** Nothing is known of it until a receipt comes (rules.md, Reaching). */
export function isAwaited({ direction, method, outcome, noReceipts = false }: ReachingContact): boolean {
  return direction === 'outbound' && !noReceipts && outcome === outcomesOf[method].unreceipted;
}

/** Whether it can discharge anything, or can once a receipt comes. */
export function mayDischarge(contact: ContactDetails): boolean {
  return canDischarge(isAwaited(contact) ? { ...contact, outcome: 'delivered' } : contact);
}

/** So long after it was sent a text of which nothing is known counts as an attempt, in milliseconds. */
const awaitedFor = 72 * 3_600_000;

/**
 * Since when a contact counts as an attempt to reach them; null: it is none. By a route from which something had come back
 * it never does (rules.md, Reaching and Receipts).
 */
export function attemptFrom(contact: ContactDetails, failedAt: Instant): Instant | null {
  const { direction, method, outcome, automatic, purpose } = contact;
  if (direction === 'inbound' || automatic !== undefined || purpose === 'survey' || isByDeadRoute(contact)) return null;
  if (isAwaited(contact)) return new Date(Date.parse(failedAt) + awaitedFor).toISOString();
  return outcomesOf[method].fail.includes(outcome) ? failedAt : null;
}

/** Meant to tell about the case, whether or not it has reached them. Of their own contact: they have been told. */
export function informs(contact: ContactDetails): boolean {
  const tells = tellingPurposes.has(contact.purpose) || contact.tells.length > 0;
  return isMeant(contact) && !contact.generated && tells && (contact.direction === 'outbound' || reached(contact));
}

/** Told about the case, even if only "nothing new" (words.md, Cases). */
export function isUpdate(contact: ContactDetails): boolean {
  return informs(contact) && reached(contact);
}

/** An inbound letter or message that asks for an answer (rules.md, Triggers). */
export function asksForAnswer({ direction, purpose }: ContactDetails): boolean {
  return direction === 'inbound' && purpose === 'enquiry';
}

export const isSpoken = (method: Method): boolean => outcomesOf[method].reach.includes('spoke');
