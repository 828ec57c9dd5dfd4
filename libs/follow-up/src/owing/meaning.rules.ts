import { referralService } from '@kept-informed/commitments';
import { canDischarge } from '../contact/attempt-or-reached.rules.js';
import type { Settlement } from '../contact/contact.decide.js';
import type { Contact } from '../contact/contact.state.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { answeredBy, isOwnTelling, meets, toldFrom } from './meets.rules.js';
import { dateOf, heardBy, meaningKey, type CaseReading, type SubjectIds } from './reading.rules.js';

/** A contact as it was known from one recording to the next. */
interface KnownContact {
  readonly contact: Contact;
  /** The version from which on it was known so: as it was recorded, or by a receipt that came later. */
  readonly from: number;
  /** The version from which on it was corrected, struck out or known to have come to something else. */
  readonly until: number;
}

/**
 * What each contact that can discharge means: what it names, and what it leaves unsaid settled once, from what had been
 * recorded when it was (rules.md, Settled once). Told of by a bare name is all that was open of that kind of one suspect,
 * a milestone without a suspect being one of its own; where there was a choice nothing is, and where nothing was open the
 * first that was recorded later and had happened by its London date. So with what a reply answers and where a referral goes.
 */
export function meaningsOf(claims: readonly ApplicableCommitment[], reading: CaseReading): Map<string, SubjectIds> {
  const meanings = new Map<string, SubjectIds>();
  const before: KnownContact[] = [];
  const metBy = new Map<ApplicableCommitment, { read: number; readonly by: KnownContact[] }>();
  /** By what has been gone through so far; a claim that nobody asks about is never held against it. */
  const contactsMeeting = (claim: ApplicableCommitment): readonly KnownContact[] => {
    const met = metBy.get(claim) ?? { read: 0, by: [] };
    metBy.set(claim, met);
    for (; met.read < before.length; met.read += 1)
      if (hasMet(before[met.read]!.contact, claim, meanings, reading)) met.by.push(before[met.read]!);
    return met.by;
  };
  for (const known of knownContacts(reading.state)) {
    const { contactId, version } = known.contact;
    if (!canDischarge(known.contact)) continue;
    const isMet = (claim: ApplicableCommitment) =>
      contactsMeeting(claim).some(
        ({ contact, from, until }) => contact.contactId !== contactId && from < version && until > version,
      );
    meanings.set(meaningKey(known.contact), meaningOf(known.contact, { claims, isMet, reading }).meaning);
    before.push(known);
  }
  return meanings;
}

function hasMet(
  contact: Contact,
  claim: ApplicableCommitment,
  meanings: CaseReading['meanings'],
  reading: CaseReading,
): boolean {
  const isHeard = heardBy(contact, reading).has(claim.participant.participantId);
  return isHeard && meets({ contact, meaning: meanings.get(meaningKey(contact)) ?? new Set() }, claim, reading);
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

/** What a contact can be about: every claim of the case, and which of them others had met by then. */
interface MeaningScene {
  readonly claims: readonly ApplicableCommitment[];
  readonly isMet: (claim: ApplicableCommitment) => boolean;
  readonly reading: CaseReading;
}

interface ContactMeaning extends Settlement {
  readonly meaning: SubjectIds;
}

function meaningOf(contact: Contact, scene: MeaningScene): ContactMeaning {
  const { milestoneIds = [], feedbackId, answersId, service } = contact;
  const named = [...milestoneIds, feedbackId, answersId, service].filter((one) => one !== undefined);
  const subjects = new Map<string, readonly string[]>();
  const choices = new Map<string, readonly string[]>();
  for (const kind of unsaid(contact, scene.reading.state)) {
    const groups = settledTo(contact, kind, scene);
    if (groups.length === 1) subjects.set(kind, groups[0]!);
    else if (groups.length > 1) choices.set(kind, groups.flat());
  }
  return { meaning: new Set([...named.map(serviceMeant), ...[...subjects.values()].flat()]), subjects, choices };
}

/** What a contact that is about to be recorded leaves unsaid means by what is recorded now, and where it would have to choose. */
export function settlementNow(
  contact: Contact,
  claims: readonly ApplicableCommitment[],
  reading: CaseReading,
): Settlement {
  const { meanings, state } = reading;
  const others = state.contacts.filter((other) => other.contactId !== contact.contactId && canDischarge(other));
  const isMet = (claim: ApplicableCommitment) => others.some((other) => hasMet(other, claim, meanings, reading));
  return meaningOf(contact, { claims, isMet, reading });
}

/** Victim Support is a support service. */
const serviceMeant = (service: string): string => (service === 'victim-support' ? 'support-service' : service);

/** What it told without naming which, and what it was for without naming of what. */
export function unsaid({ tells, purpose, ...contact }: Contact, { milestones, closures }: CaseHistory): string[] {
  const { milestoneIds = [], feedbackId, answersId, service } = contact;
  const types = new Set<string>(
    milestones.filter(({ milestoneId }) => milestoneIds.includes(milestoneId)).map(({ type }) => type),
  );
  if (closures.some(({ closureId }) => milestoneIds.includes(closureId))) types.add('case-closed');
  const found = tells.filter((told) => !types.has(told));
  if (purpose === 'referral' && service === undefined) found.push(purpose);
  if ((purpose === 'reply' || purpose === 'acknowledgement') && (feedbackId ?? answersId) === undefined)
    found.push(purpose);
  return found;
}

/** What something unsaid can mean: one group of subjects is settled, several are a choice. */
function settledTo(contact: Contact, kind: string, { claims, isMet, reading }: MeaningScene): string[][] {
  const date = dateOf(contact.occurred, reading.book);
  const heard = heardBy(contact, reading);
  const fitting = claims.filter(
    (claim) =>
      heard.has(claim.participant.participantId) &&
      isOfKind(claim, kind) &&
      dateOf(toldFrom(claim.trigger), reading.book) <= date,
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
  if (groups.size > 0) return [...groups.values()].map((subjects) => [...subjects]);
  const later = fitting.filter(({ trigger }) => trigger.version > contact.version);
  if (later.length === 0) return [];
  const first = later.reduce((one, other) => (other.trigger.version < one.trigger.version ? other : one));
  return [[subjectOf(first, kind, reading.state)]];
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
  return kind === 'referral' ? referralService(claim.commitment) : answeredBy(claim, state);
}
