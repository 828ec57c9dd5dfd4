import { isSpoken } from '../contact/attempt-or-reached.rules.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';

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
  route,
  allowanceId,
  confirmedSafe,
}: Extract<FollowUpEvent, { type: 'ContactMade' }>['data']) {
  const told = tells.length > 0 ? `, telling: ${listed(tells)}` : '';
  const isJudged = direction === 'outbound' && purpose !== 'referral' && (route !== 'unknown' || !isSpoken(method));
  const allowed = allowanceId === undefined ? '' : ', as a supervisor allowed';
  const by = isJudged && route !== 'safe' ? `, route ${route}${allowed}` : '';
  const unconfirmed = confirmedSafe === false ? ', not confirmed to be safe' : '';
  return `${direction === 'inbound' ? 'Inbound' : 'Outbound'} ${spaced(method)} for ${spaced(purpose)}: ${spaced(outcome)}${told}${by}${unconfirmed}`;
}

const words: Words = {
  CaseOpened: ({ kind, reference }) => `The ${kind} ${reference} was opened`,
  ParticipantAdded: ({ role }) => `A ${spaced(role)} joined the case`,
  EntitlementAssessed: ({ entitlement }) => `Entitlement was assessed: ${entitlement}`,
  ContactPlanAgreed: ({ frequency, method, until }) =>
    `Updates were agreed: every ${frequency} by ${spaced(method)}${until ? ` until ${until}` : ''}`,
  MilestoneReached: ({ type, suspect }) => `${sentence(type)}${suspect ? ` (${suspect})` : ''}`,
  CaseAssigned: ({ staffId, team }) => `${staffId} of ${team} became answerable`,
  CaseClosed: ({ reason, transferredTo }) =>
    `The case was closed: ${spaced(reason)}${transferredTo ? ` to ${forceInWords(transferredTo)}` : ''}`,
  CaseDetailsCorrected: ({ before, after }) => `Put right: ${changesInWords(before, after).join('; ')}`,
  ParticipantDetailsCorrected: ({ before, after, person }) =>
    `Put right of a participant: ${[...changesInWords(before, after), ...person.map(fieldInWords)].join('; ')}`,
  CaseReopened: () => 'The case was reopened',
  CaseVoided: ({ importId }) =>
    `The case was recorded in error${importId === undefined ? '' : ': the import that brought it in was reversed'}`,
  CaseMerged: () => 'The case was merged into another one and is followed up there',
  CaseAbsorbed: () => 'Another case was merged into this one',
  BroughtDutiesCorrected: () => 'What the case owed that was merged into this one was worked out anew',
  CaseLinked: ({ kind }) => `Another case has to do with this one: ${spaced(kind)}`,
  CaseRestricted: ({ staffIds }) => `The case is seen by ${staffIds.join(', ')} and whoever answers for them alone`,
  RestrictionLifted: () => 'The case is seen as any other again',
  GlassBroken: ({ staffId, until }) => `${staffId} broke the glass of the restricted case and sees it until ${until}`,
  RiskMarked: ({ high }) =>
    high
      ? 'The case is one of high risk: before somebody is contacted it is confirmed that it is safe'
      : 'The case is one of high risk no longer',
  RouteFoundSafe: () => 'A route that was marked unsafe was found safe',
  UnsafeRouteAllowed: ({ until }) => `A route marked unsafe may be used all the same until ${until}`,
  AuthorityEnded: ({ reason }) => `The authority of a representative ended: ${spaced(reason)}`,
  ParticipantDied: ({ on }) => `A participant died on ${on}`,
  MilestoneVoided: () => 'Something recorded as having happened did not happen',
  OptedOut: ({ scope, until }) => `A participant does not want to be told (${scope})${until ? ` until ${until}` : ''}`,
  OptOutVoided: () => 'An opt-out was found never to have been theirs',
  OptedBackIn: () => 'A participant wants to be told again',
  ClockPaused: ({ commitment, reason }) => `The clock of ${commitment} was stopped: ${spaced(reason)}`,
  ClockResumed: () => 'A clock was started again',
  ClockExtended: ({ commitment, by }) => `The limit of ${commitment} was extended by ${by}`,
  WaiverRuled: ({ commitment }) => `A participant does not want ${commitment}`,
  ExcusalRuled: ({ commitment, attempts, reason }) =>
    `${commitment} was excused: ${reason ? spaced(reason) : `${attempts.length} attempt${attempts.length === 1 ? '' : 's'} reached nobody`}`,
  VoidingRuled: ({ commitment }) => `${commitment} was found never to have been owed`,
  RulingUndone: () => 'A ruling was undone',
  ContactMade: contact,
  ContactAttempted: (data) => `Attempt that reached nobody. ${contact(data)}`,
  ContactStruckOut: ({ movedTo }) => `A contact was struck out${movedTo ? ': it belongs to another case' : ''}`,
  ContactCorrected: (data) => `A contact was corrected. ${contact(data)}`,
  ContactSettled: ({ unsaid, milestoneIds, feedbackId, answersId, service }) =>
    (milestoneIds ?? feedbackId ?? answersId ?? service)
      ? `What a contact left unsaid was settled: which ${spaced(unsaid)}`
      : `A contact could be about several things, and is about none of them: which ${spaced(unsaid)}`,
  ReceiptCame: ({ outcome }) =>
    `What was sent ${outcome === 'delivered' ? 'arrived' : outcome === 'read' ? 'was read' : 'came back'}`,
  MessageLeft: ({ participantId, callBackBy }) =>
    `${participantId === undefined ? 'Somebody' : 'A participant'} left a message for whoever has the case${callBackBy ? `, to be called back by ${callBackBy}` : ''}`,
  FeedbackReceived: ({ type, replyRequested }) =>
    `Feedback was received (${spaced(type)}), ${replyRequested ? 'with a reply requested' : 'no reply requested'}`,
  ReplyRequested: () => 'A reply to the feedback was requested',
  ReplyRequestWithdrawn: () => 'The request for a reply was withdrawn',
  ObligationArose: ({ commitment, dueOn, limit, awaits }) =>
    `${commitment} became owed, ${dueOn ? `due on ${dueOn}` : limit ? `awaiting the calendar of ${awaits}` : 'without a due date'}`,
  ObligationRederived: ({ cause, dueOn, generation }) =>
    `The due date was worked out again (${cause}): ${dueOn ?? 'none'}, generation ${generation}`,
  ObligationMet: ({ late, recordedLate }) =>
    `The obligation was met${late ? ' late' : ''}${recordedLate ? ', and recorded late' : ''}`,
  ObligationMissed: () => 'The obligation was missed',
  ObligationLapsed: () => 'The missed obligation was closed for good',
  ObligationPaused: ({ reason }) => `The clock of the obligation stands still: ${spaced(reason)}`,
  ObligationResumed: () => 'The clock of the obligation runs again',
  ObligationWaived: () => 'The obligation was waived',
  ObligationExcused: () => 'The obligation was excused',
  ObligationDone: ({ by }) =>
    by === null ? 'The excused obligation was not done after all' : 'The excused obligation was done',
  ObligationVoided: ({ reason }) => `The obligation was voided: ${spaced(reason)}`,
  ObligationSuperseded: () => 'The obligation was superseded',
  ObligationReopened: ({ reason }) => `The obligation is open again: ${spaced(reason)}`,
  ObligationMarked: ({ mark }) => `The obligation is marked: ${spaced(mark)}`,
  ObligationDisputed: ({ stood, would }) =>
    `The obligation stands as ${spaced(stood)}, disputed: by what was recorded since it would be ${spaced(would)}`,
  DisputeDecided: ({ confirmed }) =>
    confirmed
      ? 'What was recorded after the due time was confirmed'
      : 'What was recorded after the due time was refused',
  DisputeEnded: ({ marks }) =>
    marks
      ? 'What had been confirmed was undone: the obligation stands as it stood'
      : 'What the obligation was disputed for was undone: it stands as it stood, and nobody has to decide',
  AlertRaised: ({ rung, recipient, caughtUp }) =>
    `Alert "${spaced(rung)}" to ${recipient}${caughtUp ? ', caught up' : ''}`,
  ConcernRaised: ({ rung, recipient, caughtUp }) =>
    `Alert "${spaced(rung)}" about a contact to ${recipient}${caughtUp ? ', caught up' : ''}`,
  AlertSnoozed: ({ until }) => `The alert was put aside until ${until}`,
  AlertAwoke: () => 'The alert is to be seen again',
  AlertHandedOver: ({ to, undeliverable }) =>
    `The alert was handed over to ${to}${undeliverable ? ': no message reached the one before' : ''}`,
  AlertUndeliverable: ({ recipient }) => `No message about the alert could be brought to ${recipient}`,
  RungsSkipped: ({ rungs, reason }) => `No alert for: ${listed(rungs)} (${spaced(reason)})`,
  AlertAcknowledged: ({ withPlan }) => `The alert was acknowledged${withPlan ? ' with a plan' : ''}`,
  AlertCleared: () => 'The alert was cleared: the duty was met',
  AlertWithdrawn: () => 'The alert was withdrawn: what it was about is gone',
};

function forceInWords({ force, reference }: { readonly force: string; readonly reference?: string }): string {
  return reference === undefined ? force : `${force} (${reference})`;
}

/** What was typed wrongly: `kind was incident and is crime`. */
function changesInWords(before: object, after: object): string[] {
  const shown = (value: unknown): string =>
    value === null || value === undefined
      ? 'none'
      : typeof value === 'object'
        ? Object.values(value as Record<string, string>).join(', ')
        : String(value);
  const was = before as Record<string, unknown>;
  return Object.entries(after).map(
    ([field, value]) => `${fieldInWords(field)} was ${shown(was[field])} and is ${shown(value)}`,
  );
}

const fieldInWords = (field: string): string => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function sentence(code: string): string {
  const text = spaced(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A fact of a case in words that an officer can read out: codes and dates, no personal data. */
export function inWords({ type, data }: FollowUpEvent): string {
  return (words[type] as (data: FollowUpEvent['data']) => string)(data);
}
