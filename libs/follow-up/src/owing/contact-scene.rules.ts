import type { Instant } from '@kept-informed/calendar';
import { type Rulebook, latestTerms, tellable } from '@kept-informed/commitments';
import type { ContactScene } from '../contact/contact.decide.js';
import { asksForAnswer } from '../contact/attempt-or-reached.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { settlementNow } from './meaning.rules.js';
import { claimsOf } from './owed.rules.js';

/** What contacts of a case are recorded against. */
export function contactSceneOf(state: CaseHistory, book: Rulebook, now: Instant): ContactScene {
  const { opened, participants, feedback, milestones, closures, contacts } = state;
  return {
    openedAt: opened.at,
    participantIds: new Set(participants.keys()),
    feedbackIds: new Set(feedback.keys()),
    triggers: tellable(book.catalogue),
    milestones: new Map([
      ...milestones.map(({ milestoneId, type, voided }) => [milestoneId, { type, isVoided: !!voided }] as const),
      ...closures.map(({ closureId }) => [closureId, { type: 'case-closed', isVoided: false }] as const),
    ]),
    asking: new Set(contacts.filter(asksForAnswer).map(({ contactId }) => contactId)),
    settlementOf: (contact) => {
      const { claims, reading } = claimsOf(state, book, now);
      return settlementNow(contact, claims, reading);
    },
    lateAfterHours: latestTerms(book).lateAfterHours,
  };
}
