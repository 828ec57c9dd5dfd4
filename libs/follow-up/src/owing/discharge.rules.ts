import { inTime, type Case } from '../case/case.state.js';
import type { Discharge } from '@kept-informed/commitments';
import { isUpdate, isWritten } from '../contact/reaching.rules.js';
import type { Contact } from '../contact/contact.state.js';
import type { ApplicableCommitment, DischargeCandidate } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import type { CaseReading } from './reading.rules.js';

const none: readonly Contact[] = [];

/** All that meets this claim once it has arisen, earliest first: contacts, and plans and assessments where they do. */
export function discharges(applicable: ApplicableCommitment, reading: CaseReading): DischargeCandidate[] {
  const { commitment, participant, arisenAt } = applicable;
  const found: DischargeCandidate[] = [];
  const met = (contact: Contact) =>
    commitment.dischargedBy.some((way) => meets(way, contact, applicable, reading.state));
  for (const contact of reading.contacts.get(participant.participantId) ?? none) {
    if (contact.occurred >= arisenAt && met(contact)) found.push(discharging(contact, met));
  }
  const elsewhere = recordedElsewhere(applicable, reading.state).filter(({ at }) => at >= arisenAt);
  return elsewhere.length > 0 ? [...found, ...elsewhere].sort(inTime) : found;
}

/** The updates that a participant had, earliest first (rules.md, Periodic duties). */
export function updatesTo(participantId: string, inWriting: boolean, { contacts }: CaseReading): DischargeCandidate[] {
  const isMet = (contact: Contact) => isUpdate(contact) && (!inWriting || isWritten(contact));
  return (contacts.get(participantId) ?? none).filter(isMet).map((contact) => discharging(contact, isMet));
}

/** Recorded when that which meets the duty was: what a correction added to it was not known before, the rest was. */
function discharging(contact: Contact, met: (contact: Contact) => boolean): DischargeCandidate {
  const { occurred, contactId, version, before } = contact;
  const { recorded } = before && met(before) ? before : contact;
  return { at: occurred, by: contactId, version, recorded };
}

function meets(
  way: Discharge,
  contact: Contact,
  { trigger }: ApplicableCommitment,
  { feedback }: CaseHistory,
): boolean {
  switch (way.by) {
    case 'update':
      return isUpdate(contact) && (!way.inWriting || isWritten(contact));
    case 'tells':
      return contact.tells.includes(way.trigger ?? trigger.type);
    case 'purpose':
      return (
        contact.purpose === way.purpose &&
        (!way.withDate || contact.promisedNext !== undefined) &&
        (contact.feedbackId === undefined || answers(contact.feedbackId, trigger.id, feedback))
      );
    case 'contact-plan':
      return false;
  }
}

/** Whether a contact about one piece of feedback is about this trigger. */
function answers(feedbackId: string, triggerId: string, feedback: CaseHistory['feedback']): boolean {
  return (
    feedbackId === triggerId ||
    feedback.get(feedbackId)?.requests.some(({ requestId }) => requestId === triggerId) === true
  );
}

/** Plans and assessments are recorded for themselves and not as contacts, and meet the duty to make them. */
function recordedElsewhere({ commitment, participant }: ApplicableCommitment, { plans }: Case): DischargeCandidate[] {
  return commitment.dischargedBy.flatMap((way) => {
    if (way.by === 'contact-plan') {
      return plans
        .filter(({ participantId }) => participantId === participant.participantId)
        .map(({ at, planId, version }) => ({ at, by: planId, version }));
    }
    if (way.by === 'purpose' && way.purpose === 'needs-assessment') {
      return participant.assessments.flatMap(({ at, assessmentId, version }) =>
        assessmentId ? [{ at, by: assessmentId, version }] : [],
      );
    }
    return [];
  });
}
