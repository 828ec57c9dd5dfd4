import type { Instant } from '@kept-informed/calendar';
import type { Occurrence } from '../case/case.events.js';
import type { Case } from '../case/case.state.js';
import { asksForAnswer } from '../contact/contact.rules.js';
import type { CaseHistory } from './case-history.state.js';

/** A fact that makes obligations arise (rules.md, Triggers). */
export interface Trigger {
  readonly type: string;
  /** The id of what happened: a case, milestone, feedback, contact, plan, assessment or closure. */
  readonly id: string;
  readonly at: Instant;
  readonly known: Instant;
  readonly version: number;
  /** Owed to these alone; none: to everybody on the case in the commitment's roles. */
  readonly participantIds?: readonly string[];
  readonly frequency?: string;
  /** It did not happen after all: whatever it made owed is voided. */
  readonly voided?: Occurrence;
}

const dissatisfied: ReadonlySet<string> = new Set([
  'dissatisfaction',
  'service-complaint',
  'direction-and-control',
  'conduct',
]);

/** Everything in the case that can make an obligation arise, in no particular order. */
export function triggersOf(state: CaseHistory): Trigger[] {
  return [
    ...openings(state),
    ...state.milestones.map(({ milestoneId, ...milestone }) => ({ ...milestone, id: milestoneId })),
    ...state.closures.map(({ closureId, at, version }) => trigger('case-closed', closureId, at, version)),
    ...state.plans.map(({ planId, at, version, participantId, frequency }) => ({
      ...trigger('contact-plan-agreed', planId, at, version, [participantId]),
      frequency,
    })),
    ...changedNeeds(state),
    ...feedbackTriggers(state),
    ...letters(state),
  ];
}

function trigger(type: string, id: string, at: Instant, version: number, participantIds?: readonly string[]): Trigger {
  return { type, id, at, known: at, version, participantIds };
}

function openings({ caseId, kind, opened }: Case): Trigger[] {
  const types = kind === 'crime' ? ['case-opened', 'crime-reported'] : ['case-opened'];
  return types.map((type) => trigger(type, caseId, opened.at, opened.version));
}

function changedNeeds({ participants }: Case): Trigger[] {
  return [...participants.values()].flatMap(({ participantId, assessments }) =>
    assessments.flatMap(({ at, version, entitlement, assessmentId }, index) =>
      assessmentId && index > 0 && entitlement !== assessments[index - 1]!.entitlement
        ? [trigger('needs-changed', assessmentId, at, version, [participantId])]
        : [],
    ),
  );
}

function feedbackTriggers({ feedback }: CaseHistory): Trigger[] {
  return [...feedback.values()].flatMap(({ feedbackId, participantId, type, receivedAt, version, requests }) => {
    const to = [participantId];
    const found = [trigger('feedback-received', feedbackId, receivedAt, version, to)];
    if (dissatisfied.has(type)) found.push(trigger('dissatisfaction-expressed', feedbackId, receivedAt, version, to));
    const asked = requests.map((one) => trigger('reply-requested', one.requestId, one.at, one.version, to));
    return [...found, ...asked];
  });
}

function letters({ contacts }: CaseHistory): Trigger[] {
  return contacts
    .filter(asksForAnswer)
    .map(({ contactId, method, occurred, version, participantIds }) =>
      trigger(
        method === 'letter' ? 'letter-received' : 'message-received',
        contactId,
        occurred,
        version,
        participantIds,
      ),
    );
}
