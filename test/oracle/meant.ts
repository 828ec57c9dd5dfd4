import type { LocalDate } from '@kept-informed/calendar';
import type { Commitment } from '@kept-informed/commitments';
import { isByWhomItBinds } from './bodies.js';
import { isOral } from './complaints.js';
import {
  accepted,
  contacts,
  discharging,
  isUpdate,
  of,
  reaches,
  readOnce,
  type Heard,
  type History,
} from './history.js';
import { londonDate } from './london.js';
import { putRight, rewrites } from './put-right.js';
import { claims as claimsIn, triggers, type Claim, type Trigger } from './promises.js';

const claims = readOnce(claimsIn);

type Way = Commitment['dischargedBy'][number];

/** Whether a contact is one of those that meet a claim, whoever it reached. */
export function isMetBy(contact: Heard, claim: Claim, history: History): boolean {
  const { commitment, trigger, person } = claim;
  if (!accepted(commitment, contact) && !isOral(commitment.triggers, trigger, person.id, history)) return false;
  return claim.commitment.dischargedBy.some(
    (way) => isSuch(way, contact, claim, history) && isByWhomItBinds(way, contact, claim.commitment),
  );
}

function isSuch(way: Way, contact: Heard, claim: Claim, history: History): boolean {
  const { purpose, promisedNext, tells, feedbackId } = contact.data;
  switch (way.by) {
    case 'contact-plan':
      return false;
    case 'update':
      return isUpdate(contact);
    case 'tells':
      if (!tells.includes(way.trigger ?? claim.trigger.type)) return false;
      return !isTold(claim) || isMeant(contact, claim, history);
    case 'purpose':
      if (purpose !== way.purpose || (way.withDate && promisedNext === undefined)) return false;
      return isSaid(way) ? isMeant(contact, claim, history) : feedbackId === undefined;
  }
}

/** What is told is the trigger itself, so that it matters of which one of its kind it was told. */
export const isTold = ({ commitment, trigger }: Pick<Claim, 'commitment' | 'trigger'>): boolean =>
  commitment.dischargedBy.some((way) => way.by === 'tells' && (way.trigger ?? trigger.type) === trigger.type);

/** The date from which it can be told: on which it happened or, of a decision or a closure, was decided. */
export function toldFrom({ trigger, from }: Claim): LocalDate {
  const happened = trigger.decided ?? trigger.at;
  return londonDate(from > trigger.at ? from : happened);
}

/** A reply, an acknowledgement or a referral says what it answers, or to which service it goes. */
const isSaid = (way: Way): boolean =>
  way.by === 'purpose' && ['reply', 'acknowledgement', 'referral'].includes(way.purpose);

/** What a contact is about where it meets a claim: a milestone, a letter, feedback or a service. */
function subjectOf({ commitment, trigger }: Claim, history: History): string {
  if (commitment.dischargedBy.some((way) => way.by === 'purpose' && way.purpose === 'referral')) return commitment.id;
  const request = of('ReplyRequested', history).find(({ data }) => data.requestId === trigger.id);
  return request?.data.feedbackId ?? trigger.id;
}

/** rules.md, Telling and What it answers: what the contact names, else what its silence is settled to mean. */
function isMeant(contact: Heard, claim: Claim, history: History): boolean {
  const subject = subjectOf(claim, history);
  const { milestoneIds = [], feedbackId, answersId, service, purpose } = contact.data;
  const isReferral = subject === claim.commitment.id;
  if (isTold(claim) && contact.data.tells.includes(claim.trigger.type)) {
    const ofItsKind = ofKind(claim.trigger.type, history).filter(({ id }) => milestoneIds.includes(id));
    if (ofItsKind.length > 0) return ofItsKind.some(({ id }) => id === subject);
    return settled(contact, claim.trigger.type, history).has(subject);
  }
  if (isReferral)
    return service === undefined ? settled(contact, purpose, history).has(subject) : isTo(service, claim.commitment);
  const named = feedbackId ?? answersId;
  return named === undefined ? settled(contact, purpose, history).has(subject) : named === subject;
}

/**
 * rules.md, What discharges: the referral to the service that it names, and no other. Victim Support is a support service, and
 * what the Codes of 2013 and 2015 owe to it they call one.
 */
function isTo(service: string, { owedTo }: Commitment): boolean {
  const isSupport = (one: string) => one === 'support-service' || one === 'victim-support';
  return owedTo.some(isSupport) ? isSupport(service) : service === 'victim-contact-scheme';
}

/** Whatever happened of a kind, also where nothing is owed because of it. */
const ofKind = (type: string, history: History): Trigger[] => triggers(history).filter((one) => one.type === type);

/**
 * rules.md, Settled once: what of a kind was open to those it reached as it was recorded, if that was all of one
 * suspect, or one thing; nothing where there was a choice; where nothing was open what was recorded first after it.
 */
function settled(contact: Heard, kind: string, history: History): ReadonlySet<string> {
  const afterwards = fitting(contact, kind, history).filter(({ trigger }) => trigger.version > contact.version);
  const first = afterwards.sort((a, b) => a.trigger.version - b.trigger.version)[0];
  for (const version of knownBetter(contact, history).filter((one) => !first || one < first.trigger.version)) {
    const before = asOf(version, history);
    const then = fitting(contact, kind, before).filter((claim) => !isOver(claim, contact, before));
    const groups = new Set(then.map((claim) => groupOf(claim, before)));
    if (groups.size > 1) return new Set();
    if (groups.size === 1) return new Set(then.map((claim) => subjectOf(claim, before)));
  }
  return new Set(first ? [subjectOf(first, history)] : []);
}

/** Up to which version it is read: as it was recorded, and then as something was put right that was typed wrongly. */
function knownBetter({ version }: Heard, history: History): number[] {
  const since = rewrites(history.typed ?? history).filter((one) => one.version > version);
  return [version, ...since.map((one) => one.version + 1)];
}

/** What a contact could be about: owed to whom it reached, and had happened by its date. */
function fitting(contact: Heard, kind: string, history: History): Claim[] {
  return claims(history).filter((claim) => {
    const { commitment, trigger, person } = claim;
    const isOfKind = commitment.dischargedBy.some((way) =>
      way.by === 'tells' ? isTold(claim) && trigger.type === kind : way.by === 'purpose' && way.purpose === kind,
    );
    const happened = londonDate(trigger.decided ?? trigger.at);
    return isOfKind && happened <= londonDate(contact.at) && reaches(contact, person.id, history);
  });
}

/** Met by another contact that had been recorded, or found not to have happened. */
function isOver(claim: Claim, { id }: Heard, before: History): boolean {
  const isVoided = of('MilestoneVoided', before).some(({ data }) => data.milestoneId === claim.trigger.id);
  return (
    isVoided ||
    contacts(before).some(
      (contact) =>
        contact.id !== id &&
        discharging(contact) &&
        reaches(contact, claim.person.id, before) &&
        isMetBy(contact, claim, before),
    )
  );
}

/** All of one suspect are told of together; a milestone without one is one of its own. */
function groupOf(claim: Claim, history: History): string {
  return isTold(claim) && claim.trigger.suspect ? `of ${claim.trigger.suspect}` : subjectOf(claim, history);
}

/** What had been recorded before a fact. */
const prefixes = new WeakMap<History, Map<number, History>>();
function asOf(version: number, history: History): History {
  const whole = history.whole ?? history.typed ?? history;
  const known = prefixes.get(whole) ?? new Map<number, History>();
  prefixes.set(whole, known);
  const found =
    known.get(version) ?? putRight({ ...whole, whole, facts: whole.facts.filter((fact) => fact.version < version) });
  known.set(version, found);
  return found;
}
