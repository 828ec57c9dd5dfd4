import { addWorkingDays, earliestOf, laterOf, startOfDay, type Instant } from '@kept-informed/calendar';
import { inTime } from '../case/occurrence.rules.js';
import type { Assessment } from '../case/participant.state.js';
import { countedBy, presuming, termsAt } from '@kept-informed/commitments';
import type { Contact } from '../contact/contact.state.js';
import { asSent, beforeItCameBack, reachedFrom, receiptsOf } from '../contact/receipt.rules.js';
import type { ApplicableCommitment, DischargeCandidate, LostDischarge } from './applicable-commitment.rules.js';
import { meets } from './meets.rules.js';
import { broughtAt, together } from './merged.rules.js';
import { cameTogether, originOf } from './came-together.rules.js';
import { assessmentsMade, entitledElsewhere } from './assessment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import type { Trigger } from './trigger.rules.js';
import { dateOf, type CaseReading } from './reading.rules.js';

const none: readonly Contact[] = [];

/** All that meets this claim once it has arisen, earliest first: contacts, and plans and assessments where they do. */
export function discharges(applicable: ApplicableCommitment, reading: CaseReading): DischargeCandidate[] {
  const { participant, arisenAt } = applicable;
  const found: DischargeCandidate[] = [];
  const met = (contact: Contact) => meets(contact, applicable, reading);
  let isInOrder = true;
  for (const contact of reading.contacts.get(participant.participantId) ?? none) {
    if (!met(contact)) continue;
    const one = dischargeBy(contact, met, applicable, reading);
    isInOrder &&= one.at === contact.occurred && one.brought === undefined;
    found.push(one);
  }
  const elsewhere = recordedElsewhere(applicable, reading.state).filter(({ at }) => at >= arisenAt);
  return isInOrder && elsewhere.length === 0 ? found : [...found, ...elsewhere].sort(firstRecorded);
}

/** Of two at one instant what was recorded first: what a merger brought was at the merger. */
function firstRecorded(one: DischargeCandidate, other: DischargeCandidate): number {
  const isSame = one.at === other.at && (one.brought === undefined) !== (other.brought === undefined);
  if (isSame) return one.brought === undefined ? -1 : 1;
  return inTime(one, other);
}

/** What had met this claim until it came back, in the order in which that was known. */
export function lostDischarges(
  applicable: ApplicableCommitment,
  reading: CaseReading,
  counts: (contact: Contact) => boolean = () => true,
): LostDischarge[] {
  const returned = reading.returned.get(applicable.participant.participantId) ?? [];
  const met = (contact: Contact) => meets(contact, applicable, reading);
  return returned
    .filter((contact) => met(contact.receipt.before) && counts(contact))
    .map(({ receipt }) => ({ ...dischargeBy(receipt.before, met, applicable, reading), lostAt: receipt.at }));
}

/** Of what does not recur, a letter counts when it is there where the limit is short, and else when it was posted. */
function dischargeBy(
  contact: Contact,
  met: (contact: Contact) => boolean,
  applicable: ApplicableCommitment,
  reading: CaseReading,
): DischargeCandidate {
  const one = discharging(contact, met, applicable, reading);
  const isDue = applicable.commitment.recurs === 'no' && isPosted(contact);
  if (!isDue || !isShortAt(contact.occurred, applicable)) return one;
  const [arrived] = receiptsOf(contact);
  return { ...one, at: earliestOf(arrives(contact, reading), arrived?.at)! };
}

const isPosted = (contact: Contact): boolean => contact.method === 'letter' && asSent(contact).outcome === 'sent';

/** A letter is taken to be there on the second working day after it was posted (rules.md, Reaching). */
function arrives({ occurred }: Contact, { book }: CaseReading): Instant {
  const posted = dateOf(occurred, book);
  const terms = termsAt(book, occurred);
  const there = countedBy(terms, book, (calendar) => addWorkingDays(posted, 2, calendar));
  const date = 'value' in there ? there.value : addWorkingDays(posted, 2, presuming(terms.calendar));
  return startOfDay(date, book.zone);
}

/** One working day or hours, by what the participant was entitled to then. */
function isShortAt(at: Instant, applicable: ApplicableCommitment): boolean {
  const { commitment, participant, startsAt, presumedSince: since } = applicable;
  const { limit, enhancedLimit, unit } = commitment;
  const isPresumed = since !== undefined && (since.at <= at || since.version <= participant.version);
  const isSo = ({ entitlement }: Assessment): boolean =>
    entitlement === 'enhanced' || (entitlement === 'unassessed' && isPresumed);
  const isEnhanced = participant.assessments.some(
    (one, index, { [index + 1]: next }) => isSo(one) && one.at <= at && (next === undefined || next.at > startsAt),
  );
  const own = isEnhanced ? (enhancedLimit ?? limit) : limit;
  return unit === 'elapsed' || (unit === 'working' && own === 'P1D');
}

/** The updates that meet a periodic duty, earliest first (rules.md, Periodic duties). */
export function updatesFor(
  applicable: ApplicableCommitment,
  reading: CaseReading,
  counts: (contact: Contact) => boolean,
): DischargeCandidate[] {
  const isMet = (contact: Contact) => meets(contact, applicable, reading);
  const heard = reading.contacts.get(applicable.participant.participantId) ?? none;
  return heard
    .filter((contact) => isMet(contact) && counts(contact))
    .map((contact) => discharging(contact, isMet, applicable, reading))
    .sort(firstRecorded);
}

/**
 * Recorded when that which meets the duty was: what a correction added to it was not known before, the rest was; of another
 * case that was merged into this one, at the merger.
 */
function discharging(
  contact: Contact,
  met: (contact: Contact) => boolean,
  { trigger }: ApplicableCommitment,
  { state }: CaseReading,
): DischargeCandidate {
  const { contactId } = contact;
  const before = contact.before && beforeItCameBack(contact.before);
  const { at, version, recorded } = reachedFrom(contact)!;
  const known = before && met(before) ? reachedFrom(before) : undefined;
  const first = known?.recorded ?? recorded;
  // What it was before is left out where that was otherwise.
  const putRight = 'before' in contact && !known ? { putRight: first } : {};
  const brought = broughtAt(contact, trigger, state);
  if (brought === undefined) return { at, by: contactId, version, recorded: first, ...putRight };
  return { at, by: contactId, version, recorded: laterOf(first, brought), brought, ...putRight };
}

/**
 * Plans and assessments are recorded for themselves and not as contacts, and meet the duty to make them; an assessment
 * never the one that it raises (rules.md, Limits not printed).
 */
function recordedElsewhere(
  { commitment, participant, trigger }: ApplicableCommitment,
  state: CaseHistory,
): DischargeCandidate[] {
  const { participantId } = participant;
  return commitment.dischargedBy.flatMap((way) => {
    if (way.by === 'contact-plan') {
      return state.plans
        .filter((plan) => plan.participantId === participantId)
        .map(({ at, planId, version }) => ({ at, by: planId, version }));
    }
    if (way.by !== 'purpose' || way.purpose !== 'needs-assessment') return [];
    const own = assessmentsMade(state.participants.get(participantId)!.assessments).map(
      ({ at, assessmentId, version }) => {
        return { at, by: assessmentId, version, ...broughtWith(together(version, trigger, state)) };
      },
    );
    return [...own, ...assessedElsewhere(participantId, trigger, state)].filter(({ by }) => by !== trigger.id);
  });
}

/** As somebody was assessed on a case that was merged into this one, on which they were as well. */
function assessedElsewhere(participantId: string, trigger: Trigger, state: CaseHistory): DischargeCandidate[] {
  const of = originOf(trigger, state);
  return entitledElsewhere(state)
    .filter((one) => one.participantId === participantId)
    .flatMap(({ caseId, entitlements }) => {
      const brought = broughtWith(cameTogether(caseId, of, state)?.at);
      return assessmentsMade(entitlements).map(({ assessmentId: by, at, version }) => ({
        at,
        by,
        version,
        ...brought,
      }));
    });
}

const broughtWith = (brought: Instant | undefined): Pick<DischargeCandidate, 'recorded' | 'brought'> =>
  brought === undefined ? {} : { recorded: brought, brought };
