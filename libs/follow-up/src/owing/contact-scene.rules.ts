import { earliestOf, type Instant } from '@kept-informed/calendar';
import { type Rulebook, latestTerms, tellable } from '@kept-informed/commitments';
import type { ContactScene, Settlement } from '../contact/contact-subject.decide.js';
import { asksForAnswer } from '../contact/attempt-or-reached.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { isNamedIn, settlementNow, unsaid } from './meaning.rules.js';
import { readCase } from './owed.rules.js';

const nothingUnsaid: Settlement = { subjects: new Map(), choices: new Map() };

/** What contacts of a case are recorded against. */
export function contactSceneOf(state: CaseHistory, book: Rulebook, now: Instant): ContactScene {
  const { participants, feedback, milestones, closures, contacts, highRisk = false, allowances } = state;
  return {
    openedAt: firstOpened(state),
    zone: book.zone,
    participantIds: new Set(participants.keys()),
    feedbackIds: new Set(feedback.keys()),
    triggers: tellable(book.catalogue),
    milestones: new Map([
      ...milestones.map(({ milestoneId, type, voided }) => [milestoneId, { type, isVoided: !!voided }] as const),
      ...closures.map(({ closureId }) => [closureId, { type: 'case-closed', isVoided: false }] as const),
    ]),
    asking: new Set(contacts.filter(asksForAnswer).map(({ contactId }) => contactId)),
    settlementOf: (contact) => {
      if (unsaid(contact, state).length === 0) return nothingUnsaid;
      const { claims, reading } = readCase(state, book, now);
      return settlementNow(contact, claims, reading);
    },
    isAnothersDuty: (contact) => {
      const { toldBy, service, feedbackId, answersId } = contact;
      if (toldBy === undefined || (service ?? feedbackId ?? answersId) === undefined) return false;
      const { claims } = readCase(state, book, now);
      const named = claims.filter((claim) => isNamedIn(contact, claim, state));
      return named.length > 0 && !named.some(({ commitment }) => commitment.bodies.some((body) => body === toldBy));
    },
    highRisk,
    allowanceFor: (routeId, at) =>
      allowances.find((one) => one.routeId === routeId && one.from <= at && at < one.until)?.allowanceId,
    lateAfterHours: latestTerms(book).lateAfterHours,
  };
}

/** When the matter was: the case, or the first that was merged into it. */
const firstOpened = ({ opened, absorbed }: CaseHistory): Instant =>
  earliestOf(opened.at, ...absorbed.flatMap(({ openings }) => openings.map(({ at }) => at)))!;
