import { referralService } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import { canDischarge } from '../contact/attempt-or-reached.rules.js';
import type { Settlement } from '../contact/contact-subject.decide.js';
import { settledContact, type Contact } from '../contact/contact.state.js';
import type { ContactSettled } from '../contact/contact.events.js';
import { isAbout, subjectFields } from '../contact/subject.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { sameAs } from '../case/same-milestone.rules.js';
import { answeredBy, isOwnTelling, meets } from './meets.rules.js';
import { dateOf, heardBy, type CaseReading } from './reading.rules.js';
import { decidedOrAt } from './trigger.rules.js';

/** A contact as it was known from one recording to the next. */
interface KnownContact {
  readonly contact: Contact;
  /** The version from which on it was known so: as it was recorded, or by a receipt that came later. */
  readonly from: number;
  /** The version from which on it was corrected, struck out or known to have come to something else. */
  readonly until: number;
}

/**
 * The facts that settle what contacts leave unsaid and no fact has settled so far: by what had been recorded when they were and, where
 * nothing fitted then, by the first that was recorded later and had happened by their London date. Told of by a bare name is
 * all that was open of that kind of one suspect, a milestone without a suspect being one of its own; where there was a choice
 * nothing is (rules.md, Settled once). So with what a reply answers and where a referral goes.
 */
export function settlements(
  claims: readonly ApplicableCommitment[],
  reading: CaseReading,
): NewFactOf<ContactSettled>[] {
  const { state } = reading;
  if (!state.contacts.some((contact) => unsaid(contact, state).length > 0)) return [];
  const found: NewFactOf<ContactSettled>[] = [];
  const before: KnownContact[] = [];
  const current = new Map(state.contacts.map(({ contactId, version }) => [contactId, version]));
  for (const known of knownContacts(state)) {
    const { contact } = known;
    if (!canDischarge(contact)) continue;
    const own = settlementsOf(contact, before, claims, reading);
    before.push({ ...known, contact: own.reduce((one, { data }) => settledContact(one, data), contact) });
    if (current.get(contact.contactId) !== contact.version) continue;
    found.push(...own);
    current.delete(contact.contactId);
  }
  return found;
}

/** Everything that was ever known as a contact, in the order in which it was recorded. */
function knownContacts({ contacts, struckOut }: CaseHistory): KnownContact[] {
  const found: KnownContact[] = [];
  const add = (contact: Contact, until: number) => {
    const { receipt, version, before } = contact;
    found.push({ contact, from: receipt?.version ?? version, until });
    if (receipt) add(receipt.before, receipt.version);
    else if (before) add(before, version);
  };
  for (const contact of contacts) add(contact, Infinity);
  for (const { contact, version } of struckOut) add(contact, version);
  return found.sort((a, b) => a.contact.version - b.contact.version);
}

function settlementsOf(
  contact: Contact,
  before: readonly KnownContact[],
  claims: readonly ApplicableCommitment[],
  reading: CaseReading,
): NewFactOf<ContactSettled>[] {
  const { contactId, version } = contact;
  const { state } = reading;
  const others = before.filter(
    (other) => other.contact.contactId !== contactId && other.from < version && other.until > version,
  );
  const isMet = (claim: ApplicableCommitment) => others.some((other) => hasMet(other.contact, claim, reading));
  return unsaid(contact, state).flatMap((kind) => {
    const { groups, by } = fittingTo(contact, kind, { claims, isMet, reading });
    if (groups.length === 0) return [];
    const fields = groups.length === 1 ? subjectFields(kind, groups[0]!, contact, state.feedback) : {};
    const data = { contactId, unsaid: kind, ...fields };
    return [{ type: 'ContactSettled' as const, data, occurred: reading.now, causedBy: by }];
  });
}

function hasMet(contact: Contact, claim: ApplicableCommitment, reading: CaseReading): boolean {
  return heardBy(contact, reading).has(claim.participant.participantId) && meets(contact, claim, reading);
}

/** What a contact can be about: every claim of the case, and which of them others had met by then. */
interface MeaningScene {
  readonly claims: readonly ApplicableCommitment[];
  readonly isMet: (claim: ApplicableCommitment) => boolean;
  readonly reading: CaseReading;
}

/** What a contact that is about to be recorded leaves unsaid means by what is recorded now, and where it would have to choose. */
export function settlementNow(
  contact: Contact,
  claims: readonly ApplicableCommitment[],
  reading: CaseReading,
): Settlement {
  const { state } = reading;
  const others = state.contacts.filter((other) => other.contactId !== contact.contactId && canDischarge(other));
  const isMet = (claim: ApplicableCommitment) => others.some((other) => hasMet(other, claim, reading));
  const subjects = new Map<string, readonly string[]>();
  const choices = new Map<string, readonly string[]>();
  for (const kind of unsaid(contact, state)) {
    const { groups } = fittingTo(contact, kind, { claims, isMet, reading });
    if (groups.length === 1) subjects.set(kind, groups[0]!);
    else if (groups.length > 1) choices.set(kind, groups.flat());
  }
  return { subjects, choices };
}

const answering: ReadonlySet<string> = new Set(['reply', 'acknowledgement']);

/** Whether a contact names what a claim asks somebody to do: to which service to refer, what to answer. */
export function isNamedIn(contact: Contact, claim: ApplicableCommitment, state: CaseHistory): boolean {
  const { purpose } = contact;
  if (purpose !== 'referral' && !answering.has(purpose)) return false;
  return isOfKind(claim, purpose) && isAbout(contact, subjectOf(claim, purpose, state));
}

/** What it told without naming which, and what it was for without naming of what, unless that has been settled. */
export function unsaid(contact: Contact, { milestones, closures }: CaseHistory): string[] {
  const { tells, purpose, milestoneIds = [], feedbackId, answersId, service, saidSince = [] } = contact;
  const isNamed = (told: string) =>
    milestoneIds.length > 0 &&
    (milestones.some(({ milestoneId, type }) => type === told && milestoneIds.includes(milestoneId)) ||
      (told === 'case-closed' && closures.some(({ closureId }) => milestoneIds.includes(closureId))));
  const found = tells.filter((told) => !saidSince.includes(told) && !isNamed(told));
  const isOpen =
    purpose === 'referral' ? service === undefined : answering.has(purpose) && (feedbackId ?? answersId) === undefined;
  if (isOpen && !saidSince.includes(purpose)) found.push(purpose);
  return found;
}

/** What something unsaid can mean, one group of subjects for each choice, and by which fact that can be told. */
interface FittingSubjects {
  readonly groups: readonly (readonly string[])[];
  readonly by: number;
}

function fittingTo(contact: Contact, kind: string, { claims, isMet, reading }: MeaningScene): FittingSubjects {
  const date = dateOf(contact.occurred, reading.book);
  const heard = heardBy(contact, reading);
  const fitting = claims.filter(
    (claim) =>
      heard.has(claim.participant.participantId) &&
      isOfKind(claim, kind) &&
      dateOf(decidedOrAt(claim.trigger), reading.book) <= date,
  );
  const open = fitting.filter((claim) => {
    const { version, voided } = claim.trigger;
    const isVoided = voided !== undefined && voided.version < contact.version;
    return version < contact.version && !isVoided && !isMet(claim);
  });
  const groups = new Map<string, Set<string>>();
  for (const claim of open) {
    const subject = subjectOf(claim, kind, reading.state);
    const { type, suspect } = claim.trigger;
    const group = type === kind && suspect !== undefined ? `of ${suspect}` : subject;
    groups.set(group, (groups.get(group) ?? new Set()).add(subject));
  }
  if (groups.size > 0) return { groups: [...groups.values()].map((subjects) => [...subjects]), by: contact.version };
  const later = fitting.filter(({ trigger }) => trigger.version > contact.version);
  if (later.length === 0) return { groups: [], by: contact.version };
  const first = later.reduce((one, other) => (other.trigger.version < one.trigger.version ? other : one));
  return { groups: [[subjectOf(first, kind, reading.state)]], by: first.trigger.version };
}

function isOfKind(claim: ApplicableCommitment, kind: string): boolean {
  return claim.commitment.dischargedBy.some((way) =>
    way.by === 'tells'
      ? isOwnTelling(way, claim) && claim.trigger.type === kind
      : way.by === 'purpose' && way.purpose === kind,
  );
}

/** What a contact of a kind is about where it meets a claim: a milestone, a letter, feedback or a service. */
function subjectOf(claim: ApplicableCommitment, kind: string, state: CaseHistory): string {
  return kind === 'referral' ? referralService(claim.commitment) : sameAs(answeredBy(claim, state), state);
}
