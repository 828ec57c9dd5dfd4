import type { RecordedFact } from '@kept-informed/event-store';
import type { FollowUpEvent } from './follow-up.state.js';

const spaced = (code: string): string => code.replaceAll('-', ' ');

const listed = (codes: readonly string[]): string => codes.map(spaced).join(', ');

type Words = {
  readonly [Type in FollowUpEvent['type']]: (data: Extract<FollowUpEvent, { type: Type }>['data']) => string;
};

function contact({
  direction,
  method,
  outcome,
  purpose,
  tells,
}: Extract<FollowUpEvent, { type: 'ContactMade' }>['data']) {
  const told = tells.length > 0 ? `, telling: ${listed(tells)}` : '';
  return `${direction === 'inbound' ? 'Inbound' : 'Outbound'} ${spaced(method)} for ${spaced(purpose)}: ${spaced(outcome)}${told}`;
}

const words: Words = {
  CaseOpened: ({ kind, reference }) => `The ${kind} ${reference} was opened`,
  ParticipantAdded: ({ role }) => `A ${spaced(role)} joined the case`,
  EntitlementAssessed: ({ entitlement }) => `Entitlement was assessed: ${entitlement}`,
  ContactPlanAgreed: ({ frequency, method, until }) =>
    `Updates were agreed: every ${frequency} by ${spaced(method)}${until ? ` until ${until}` : ''}`,
  MilestoneReached: ({ type, suspect }) => `${sentence(type)}${suspect ? ` (${suspect})` : ''}`,
  CaseAssigned: ({ staffId, team }) => `${staffId} of ${team} became answerable`,
  CaseClosed: ({ reason }) => `The case was closed: ${spaced(reason)}`,
  CaseReopened: () => 'The case was reopened',
  ContactMade: contact,
  ContactAttempted: (data) => `Attempt that reached nobody. ${contact(data)}`,
  FeedbackReceived: ({ type, replyRequested }) =>
    `Feedback was received (${spaced(type)}), ${replyRequested ? 'with a reply requested' : 'no reply requested'}`,
  ReplyRequested: () => 'A reply to the feedback was requested',
  ReplyRequestWithdrawn: () => 'The request for a reply was withdrawn',
  ObligationArose: ({ commitment, dueOn }) =>
    `${commitment} became owed, ${dueOn ? `due on ${dueOn}` : 'without a due date'}`,
  ObligationRederived: ({ cause, dueOn, generation }) =>
    `The due date was worked out again (${cause}): ${dueOn ?? 'none'}, generation ${generation}`,
  ObligationMet: ({ late, recordedLate }) =>
    `The obligation was met${late ? ' late' : ''}${recordedLate ? ', and recorded late' : ''}`,
  ObligationMissed: () => 'The obligation was missed',
  ObligationLapsed: () => 'The missed obligation was closed for good: its next period took over',
  ObligationVoided: ({ reason }) => `The obligation was voided: ${spaced(reason)}`,
  ObligationSuperseded: () => 'The obligation was superseded',
  ObligationReopened: ({ reason }) => `The obligation is open again: ${spaced(reason)}`,
  ObligationWakeMoved: () => 'The obligation is to be looked at again at another time',
  AlertRaised: ({ rung, recipient, caughtUp }) =>
    `Alert "${spaced(rung)}" to ${recipient}${caughtUp ? ', caught up' : ''}`,
  RungsSkipped: ({ rungs, reason }) => `No alert for: ${listed(rungs)} (${spaced(reason)})`,
  AlertAcknowledged: ({ withPlan }) => `The alert was acknowledged${withPlan ? ' with a plan' : ''}`,
  AlertCleared: () => 'The alert was cleared: the duty was met',
  AlertWithdrawn: () => 'The alert was withdrawn: what it was about is gone',
};

function sentence(code: string): string {
  const text = spaced(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A fact of a case in words that an officer can read out: codes and dates, no personal data. */
export function inWords({ type, data }: RecordedFact): string {
  const tell = words[type as FollowUpEvent['type']] as ((data: unknown) => string) | undefined;
  return tell ? tell(data) : sentence(type);
}
