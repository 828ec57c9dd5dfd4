import { dateInWords, endOfDay, type Instant, type Zone } from '@kept-informed/calendar';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { ObligationArose } from '../obligation/obligation.events.js';
import { happened } from './words.rules.js';

/** Where each fact that can start a clock keeps its id. */
const idOfType: { readonly [Fact in FollowUpEvent as Fact['type']]?: keyof Fact['data'] } = {
  CaseOpened: 'caseId',
  MilestoneReached: 'milestoneId',
  CaseClosed: 'closureId',
  CaseReopened: 'reopeningId',
  ContactPlanAgreed: 'planId',
  EntitlementAssessed: 'assessmentId',
  FeedbackReceived: 'feedbackId',
  ReplyRequested: 'requestId',
  ContactMade: 'contactId',
};

/** The fact with this id, of those that can make something owed or start a period. */
export function factOf(id: string, facts: readonly FollowUpEvent[]): FollowUpEvent | undefined {
  return facts.find(({ type, data }) => {
    const key: string | undefined = idOfType[type];
    return key !== undefined && (data as Readonly<Record<string, unknown>>)[key] === id;
  });
}

/**
 * What a clock was started by, as a clause that follows its date: `when a suspect was arrested`. It starts when the force
 * learnt of the trigger or when that was decided where the commitment says so, and when the participant joined where that came later.
 */
export function startOfClock(
  { data }: ObligationArose,
  startsAt: Instant,
  facts: readonly FollowUpEvent[],
  zone: Zone,
): string {
  const { trigger, triggerId } = data;
  const fact = factOf(triggerId, facts);
  const again = wishedAgain(data.anchorId, startsAt, facts, zone);
  if (again && fact && fact.occurred < startsAt) return again;
  if (fact && fact.occurred !== startsAt && fact.known === startsAt) {
    const learnt = `when the force learnt that ${happened(trigger)}`;
    const on = dateInWords(fact.occurred, zone);
    return on === dateInWords(startsAt, zone) ? learnt : `${learnt}, which was on ${on}`;
  }
  if (fact && 'decidedAt' in fact.data && fact.data.decidedAt === startsAt && fact.occurred !== startsAt)
    return `when that was decided; it took effect on ${dateInWords(fact.occurred, zone)}`;
  if (fact && fact.occurred < startsAt) return 'when the person it is owed to joined the case';
  return `when ${happened(trigger)}`;
}

/** Why something is owed again, or anew, from an instant on: a wish not to be told has ended, or never was theirs. */
function wishedAgain(
  anchorId: string,
  startsAt: Instant,
  facts: readonly FollowUpEvent[],
  zone: Zone,
): string | undefined {
  for (const fact of facts) {
    const isThen = fact.occurred === startsAt;
    if (fact.type === 'OptOutVoided' && isThen) return 'when a wish not to be told was found never to have been theirs';
    if (fact.type === 'OptedBackIn' && isThen) return 'when the person wanted to be told again';
    if (fact.type !== 'OptedOut') continue;
    const { optOutId, until } = fact.data;
    if (anchorId === `${optOutId}-ended` || (until && endOfDay(until, zone) === startsAt))
      return 'when the wish not to be told ended';
  }
  return undefined;
}

/** What the periods of a series count from, in the same way: the trigger, the last update, a reopening, a plan's end. */
export function startOfPeriods(
  arose: ObligationArose,
  startsAt: Instant,
  facts: readonly FollowUpEvent[],
  zone: Zone,
): string {
  const { anchorId, triggerId } = arose.data;
  const again = wishedAgain(anchorId, startsAt, facts, zone);
  if (again && anchorId !== triggerId) return again;
  const earlier = countedOn(anchorId, startsAt, facts);
  if (earlier) return earlier;
  if (anchorId === triggerId) return startOfClock(arose, startsAt, facts, zone);
  const fact = factOf(anchorId, facts);
  switch (fact?.type) {
    case 'ContactMade':
      return 'when the last update was given';
    case 'CaseReopened':
      return 'when the case was reopened';
    case 'ContactPlanAgreed':
      return `when ${happened('contact-plan-agreed')}`;
    case 'MilestoneReached':
      return `when ${happened(fact.data.type)}`;
    default:
      return anchorId.endsWith('-ended') ? 'when the agreed plan ended' : 'when the periods began again';
  }
}

/** What periods count on from that took the place of others: the last update, or what those counted from. */
function countedOn(anchorId: string, startsAt: Instant, facts: readonly FollowUpEvent[]): string | undefined {
  const began = factOf(anchorId, facts)?.type;
  const isRestart = began === 'ContactPlanAgreed' || anchorId.endsWith('-ended') || anchorId.includes('-dropped-');
  if (!isRestart || factOf(anchorId, facts)?.occurred === startsAt) return undefined;
  const told = facts.some(({ type, occurred }) => contacts.has(type) && occurred === startsAt);
  if (told) return 'when the last update was given';
  const opened = facts.some(({ type, occurred }) => type === 'CaseOpened' && occurred === startsAt);
  return opened ? `when ${happened('case-opened')}` : 'from which the duty before it counted';
}

const contacts: ReadonlySet<string> = new Set(['ContactMade', 'ContactCorrected']);
