import { startOfDay, type Instant } from '@kept-informed/calendar';
import { accepts, referralService, type Discharge } from '@kept-informed/commitments';
import { informs } from '../contact/attempt-or-reached.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { isAbout } from '../contact/subject.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { decidedOrAt } from './trigger.rules.js';
import { sameAs } from '../case/same-milestone.rules.js';
import { mayBeToldOrally } from './complaint.rules.js';
import { dateOf, type CaseReading } from './reading.rules.js';

/** Why something that a contact is about is not met by it. */
export type Obstacle =
  | 'method-not-accepted'
  | 'generated-message'
  | 'other-body'
  | 'before-it-happened'
  | 'not-named'
  | 'answers-another'
  | 'other-service'
  | 'no-date-promised';

/** Whether a contact that can discharge at all meets a claim, in one of the ways in which that can be met. */
export function meets(contact: Contact, claim: ApplicableCommitment, reading: CaseReading): boolean {
  return waysAbout(contact, claim).some((way) => obstacleTo(way, contact, claim, reading) === null);
}

/** The ways of meeting a claim that a contact is one of, as far as it says what it was for and what it told. */
export function waysAbout(contact: Contact, { commitment, trigger }: ApplicableCommitment): readonly Discharge[] {
  return commitment.dischargedBy.filter((way) => {
    switch (way.by) {
      case 'update':
        return informs(contact);
      case 'tells':
        return contact.tells.includes(way.trigger ?? trigger.type);
      case 'purpose':
        return contact.purpose === way.purpose;
      case 'contact-plan':
        return false;
    }
  });
}

/** What stands in the way of a contact that is about a claim; null: nothing, it meets it (rules.md, What discharges). */
export function obstacleTo(
  way: Discharge,
  contact: Contact,
  claim: ApplicableCommitment,
  reading: CaseReading,
): Obstacle | null {
  const { commitment, trigger } = claim;
  const { state } = reading;
  if (!accepts(commitment, contact.method) && !mayBeToldOrally(claim, state)) return 'method-not-accepted';
  if (contact.generated && !commitment.generated) return 'generated-message';
  if (!isByWhomItBinds(way, contact, claim, state)) return 'other-body';
  if (commitment.recurs === 'no' && contact.occurred < countsFrom(way, claim, reading)) return 'before-it-happened';
  if (way.by === 'tells') return isOwnTelling(way, claim) && !isToldIn(contact, trigger.id, state) ? 'not-named' : null;
  if (way.by !== 'purpose') return null;
  if (way.withDate && contact.promisedNext === undefined) return 'no-date-promised';
  if (way.purpose === 'referral') return isAbout(contact, referralService(commitment)) ? null : 'other-service';
  const answers = way.purpose === 'reply' || way.purpose === 'acknowledgement';
  const isIt = answers ? isAbout(contact, answeredBy(claim, state)) : contact.feedbackId === undefined;
  return isIt ? null : 'answers-another';
}

/** The milestone itself, or another that a merger found to be the same. */
function isToldIn(contact: Contact, id: string, { absorbed }: CaseHistory): boolean {
  if (isAbout(contact, id)) return true;
  const alike = sameAs(id, { absorbed });
  return absorbed.length > 0 && contact.milestoneIds?.some((told) => sameAs(told, { absorbed }) === alike) === true;
}

/** What is told is the trigger itself, so that it matters of which one of its kind it was told. */
export function isOwnTelling(way: Discharge, { trigger }: ApplicableCommitment): boolean {
  return way.by === 'tells' && (way.trigger === undefined || way.trigger === trigger.type);
}

/** Told on its London date, also before it was recorded; of a decision or a closure from the day of the decision. */
function countsFrom(way: Discharge, claim: ApplicableCommitment, { book }: CaseReading): Instant {
  const { arisenAt, trigger } = claim;
  if (!isOwnTelling(way, claim)) return arisenAt;
  return startOfDay(dateOf(arisenAt > trigger.at ? arisenAt : decidedOrAt(trigger), book), book.zone);
}

/** What a reply answers where it meets a claim: the feedback, or the letter or milestone that asks for it. */
export function answeredBy({ trigger }: ApplicableCommitment, { feedback }: CaseHistory): string {
  if (trigger.type !== 'reply-requested') return trigger.id;
  const asked = [...feedback.values()].find(({ requests }) =>
    requests.some(({ requestId }) => requestId === trigger.id),
  );
  return asked?.feedbackId ?? trigger.id;
}

/**
 * A duty to tell a named thing is met by whoever told it, a duty to act by the body that it binds or whoever is recorded
 * as acting for it; a periodic one by the force, or by witness care once the case is with it (rules.md, Other bodies and Periodic duties).
 */
function isByWhomItBinds(
  way: Discharge,
  { toldBy = 'force', actsFor = [], occurred }: Contact,
  { commitment }: ApplicableCommitment,
  state: CaseHistory,
): boolean {
  if (way.by === 'update' && commitment.recurs !== 'no')
    return toldBy === 'force' || (toldBy === 'witness-care' && isWithWitnessCare(occurred, state));
  return !isToAct(way) || commitment.bodies.some((body) => body === toldBy || actsFor.includes(body));
}

const acts: ReadonlySet<string> = new Set(['referral', 'acknowledgement', 'reply']);

function isToAct(way: Discharge): boolean {
  if (way.by === 'tells') return way.trigger === 'review-decided';
  return way.by === 'update' || (way.by === 'purpose' && acts.has(way.purpose));
}

function isWithWitnessCare(at: Instant, { milestones }: CaseHistory): boolean {
  return milestones.some((one) => one.type === 'handed-to-witness-care' && !one.voided && one.at <= at);
}
