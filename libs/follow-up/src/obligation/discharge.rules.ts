import type { Case } from '../case/case.state.js';
import type { Discharge } from '../commitment/commitment.rules.js';
import { canDischarge, isUpdate, isWritten } from '../contact/contact.rules.js';
import type { Contact } from '../contact/contact.state.js';
import type { Claim, Discharging } from './claim.rules.js';

/** All that could meet this claim, earliest first: contacts with its participant or their representative, and plans. */
export function discharges(claim: Claim, state: Case): Discharging[] {
  const contacts = contactsWith(claim.participant.participantId, state)
    .filter((contact) => claim.commitment.dischargedBy.some((way) => meets(way, contact, claim, state)))
    .map(({ occurred, contactId, version, recorded }) => ({ at: occurred, by: contactId, version, recorded }));
  return [...contacts, ...recordedElsewhere(claim, state)].sort(inTime);
}

/** The updates that a participant had, earliest first (rules.md, What discharges 3: any update meets a periodic duty). */
export function updatesTo(participantId: string, inWriting: boolean, state: Case): Discharging[] {
  return contactsWith(participantId, state)
    .filter((contact) => isUpdate(contact) && (!inWriting || isWritten(contact)))
    .map(({ occurred, contactId, version, recorded }) => ({ at: occurred, by: contactId, version, recorded }))
    .sort(inTime);
}

const inTime = (a: Discharging, b: Discharging): number =>
  a.at === b.at ? a.version - b.version : a.at < b.at ? -1 : 1;

function contactsWith(participantId: string, { contacts, participants }: Case): Contact[] {
  return contacts.filter((contact) =>
    contact.participantIds.some((id) => id === participantId || participants.get(id)?.represents === participantId),
  );
}

function meets(way: Discharge, contact: Contact, { trigger }: Claim, { feedback }: Case): boolean {
  if (!canDischarge(contact)) return false;
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
function answers(feedbackId: string, triggerId: string, feedback: Case['feedback']): boolean {
  return feedbackId === triggerId || feedback.get(feedbackId)?.reply?.requestId === triggerId;
}

/** Plans and assessments are recorded for themselves and not as contacts, and meet the duty to make them. */
function recordedElsewhere({ commitment, participant }: Claim, { plans }: Case): Discharging[] {
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
