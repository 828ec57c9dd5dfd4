import { dateInWords, type Instant, type Zone } from '@kept-informed/calendar';
import type { DisputeDecided, ObligationDisputed } from '../dispute/dispute.events.js';
import type { ObligationEvent, ObligationMet, ObligationReopened } from '../obligation/obligation.events.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { ExcusalRuled, GoodReason } from '../ruling/ruling.events.js';
import { factOf } from './origin.rules.js';
import { happened, timeInWords } from './words.rules.js';

const endings = [
  'ObligationMet',
  'ObligationLapsed',
  'ObligationWaived',
  'ObligationExcused',
  'ObligationVoided',
  'ObligationSuperseded',
] as const satisfies readonly ObligationEvent['type'][];

type EndingFact = Extract<ObligationEvent, { readonly type: (typeof endings)[number] }>;

const isEnding = (fact: FollowUpEvent): fact is EndingFact => endings.some((type) => type === fact.type);

/** What ended an obligation as it stands; none while it is open. */
export function endingOf(own: readonly FollowUpEvent[]): EndingFact | undefined {
  const last = own.findLast((fact) => isEnding(fact) || fact.type === 'ObligationReopened');
  return last && isEnding(last) ? last : undefined;
}

/** What is to be told of how an obligation stands: what ended it, what was done later all the same, and when it is due. */
export interface StandingToTell {
  readonly ending: EndingFact | undefined;
  readonly own: readonly FollowUpEvent[];
  readonly facts: readonly FollowUpEvent[];
  readonly dueAt: Instant | null;
  /** It has ended, or its due time has passed and its clock does not stand still. */
  readonly isOver: boolean;
  readonly zone: Zone;
}

/**
 * Whether it was met, missed or late and when, or why it is not owed any more, and who says otherwise; none while it is open,
 * not yet due and nobody ever said otherwise.
 */
export function standingInWords(asked: StandingToTell): string | undefined {
  const told = [againInWords(asked), outcomeInWords(asked), disputeInWords(asked)].filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.join(' ');
}

/** It had ended, and is owed again. */
function againInWords({ own, ending, zone }: StandingToTell): string | undefined {
  const again = own.findLast((fact) => fact.type === 'ObligationReopened');
  if (!again || ending) return undefined;
  return `It had ended, and is owed again since ${dateInWords(again.occurred, zone)}, because ${reopenings[again.data.reason]}.`;
}

const reopenings: Readonly<Record<ObligationReopened['data']['reason'], string>> = {
  correction: 'a record was corrected',
  returned: 'what had been sent came back',
  'opted-back-in': 'the person wants to be told again',
};

function outcomeInWords(asked: StandingToTell): string | undefined {
  const { ending, facts, isOver, zone } = asked;
  if (!ending) return isOver ? 'It was missed, and is still to be done.' : undefined;
  const on = dateInWords(ending.occurred, zone);
  switch (ending.type) {
    case 'ObligationMet':
      return metInWords(ending, on, asked);
    case 'ObligationLapsed':
      return `It was missed, and has been closed as missed for good since ${on}.`;
    case 'ObligationWaived':
      return waivedInWords(ending.data.by, on, asked);
    case 'ObligationExcused':
      return `It was excused on ${on}: ${attempts(ending.data.by, facts)}, and a supervisor endorsed that. ${doneInWords(asked)}`;
    case 'ObligationVoided':
      return `It was voided on ${on}, because ${voids[ending.data.reason] ?? 'what it rested on is gone'}.`;
    case 'ObligationSuperseded':
      return replacedInWords(ending.data.reason, on, facts);
  }
}

/** Within a day the time tells what the date does not. */
function metInWords({ data, occurred }: ObligationMet, on: string, { own, dueAt, zone }: StandingToTell): string {
  const isHourly = own.some(({ type, data: of }) => type === 'ObligationArose' && of.unit === 'elapsed');
  const when = isHourly ? `at ${timeInWords(occurred, zone)}` : `on ${on}`;
  if (dueAt === null) return `It was done ${when}.`;
  if (data.late) return `It was met late, ${when}.`;
  return `It was met in time, ${when}${data.recordedLate ? '; that was recorded only after it was due' : ''}.`;
}

function doneInWords({ own, zone }: StandingToTell): string {
  const last = own.findLast((fact) => fact.type === 'ObligationDone');
  if (!last || last.data.by === null) return 'It has not been done since.';
  return `It was done on ${dateInWords(last.occurred, zone)} all the same.`;
}

/** What waits for a supervisor, or how it stood until one decided: about the figure, not about whose it is. */
function disputeInWords({ own, ending, isOver, zone }: StandingToTell): string | undefined {
  const raised = own.filter(
    (fact): fact is ObligationDisputed => fact.type === 'ObligationDisputed' && fact.data.would !== 'other-owner',
  );
  const open = raised.findLast((one) => !outcomeOf(one, 'DisputeDecided', own) && !outcomeOf(one, 'DisputeEnded', own));
  if (open)
    return `Something recorded on ${dateInWords(open.occurred, zone)} says otherwise, and a supervisor has yet to decide.`;
  const changed = own.findLast(
    (fact) =>
      fact.type === 'DisputeDecided' &&
      fact.data.confirmed &&
      fact.data.stood !== undefined &&
      !outcomeOf(fact, 'DisputeEnded', own),
  ) as DisputeDecided | undefined;
  if (!changed) return undoneInWords(raised, own, zone);
  const wasMissed = changed.data.stood === 'missed';
  const isMissed = ending ? ending.type === 'ObligationLapsed' : isOver;
  const isLate = ending?.type === 'ObligationMet' && ending.data.late;
  // What was confirmed can have been taken back before: then nothing changed.
  if (wasMissed ? isMissed : isLate) return undefined;
  const stood = wasMissed ? 'missed' : 'met late';
  return `It had stood as ${stood} until a supervisor decided otherwise on ${dateInWords(changed.occurred, zone)}.`;
}

const outcomeOf = (
  { data }: ObligationDisputed | DisputeDecided,
  type: 'DisputeDecided' | 'DisputeEnded',
  own: readonly FollowUpEvent[],
): FollowUpEvent | undefined => own.find((fact) => fact.type === type && fact.data.disputeId === data.disputeId);

/** What was said otherwise last, and is not any more. */
function undoneInWords(raised: readonly ObligationDisputed[], own: readonly FollowUpEvent[], zone: Zone) {
  const dispute = raised.findLast((one) => outcomeOf(one, 'DisputeEnded', own));
  if (!dispute) return undefined;
  const [said, undone] = [dispute, outcomeOf(dispute, 'DisputeEnded', own)!].map((one) =>
    dateInWords(one.occurred, zone),
  );
  const when = outcomeOf(dispute, 'DisputeDecided', own)
    ? 'after a supervisor had confirmed it'
    : 'before anybody decided';
  return `Something recorded on ${said} said otherwise, and was undone on ${undone}, ${when}.`;
}

function waivedInWords(by: string, on: string, { facts, zone }: StandingToTell): string {
  const voided = facts.find(({ type, data }) => type === 'OptOutVoided' && data.optOutId === by);
  if (voided)
    return `From ${on} it was not owed, because somebody asked in the person’s name that they not be told. On ${dateInWords(voided.occurred, zone)} that was found never to have been their wish.`;
  const isOptOut = facts.some(({ type, data }) => type === 'OptedOut' && data.optOutId === by);
  const why = isOptOut ? 'the person asked not to be told' : 'the person does not want it';
  return `It is not owed any more: ${why}, from ${on}.`;
}

function attempts(by: string, facts: readonly FollowUpEvent[]): string {
  const ruling = facts.find((fact) => fact.type === 'ExcusalRuled' && fact.data.rulingId === by);
  const { attempts: failed, reason } = (ruling as ExcusalRuled).data;
  if (reason !== undefined) return dangers[reason];
  const count = failed.length;
  return count === 1 ? 'one attempt to reach the person failed' : `${count} attempts to reach the person failed`;
}

const dangers: Readonly<Record<GoodReason, string>> = {
  'endangers-somebody': 'telling would have endangered somebody',
  'endangers-investigation': 'telling would have endangered the investigation',
};

const voids: Readonly<Record<string, string>> = {
  'found-never-owed': 'a supervisor found that it was never owed',
  'trigger-voided': 'what it rested on did not happen, or not in this case',
  'request-withdrawn': 'the request for a reply was withdrawn',
  'case-cancelled': 'the case was cancelled',
};

/** What ends an obligation and puts nothing in its stead. */
const ends: Readonly<Record<string, string>> = {
  transferred: 'another force has accepted the case and sees to it',
  'participant-died': 'the person to whom it was owed died',
  'no-longer-adopted': 'the force does not hold itself to this promise any more',
  'derived-again': 'what it rested on was found to be otherwise and nothing makes it owed any more',
};

const replacements: Readonly<Record<string, string>> = {
  'case-merged': 'the case was merged into another one, where it is owed now',
  'same-due-first': 'a merger found it to be the same as another, which was due first and stays',
};

function replacedInWords(reason: string, on: string, facts: readonly FollowUpEvent[]): string {
  const end = ends[reason] ?? endOf(reason, facts);
  if (end) return `It ended on ${on}, because ${end}.`;
  return `It was replaced on ${on}, because ${replacements[reason] ?? replacement(reason, facts)}.`;
}

function endOf(reason: string, facts: readonly FollowUpEvent[]): string | undefined {
  const fact = factOf(reason, facts);
  if (fact?.type === 'MilestoneReached') return happened(fact.data.type);
  return fact?.type === 'CaseClosed' ? 'the case was closed' : undefined;
}

function replacement(reason: string, facts: readonly FollowUpEvent[]): string {
  switch (factOf(reason, facts)?.type) {
    case 'ContactPlanAgreed':
      return 'updates are given as agreed from then on';
    case 'CaseReopened':
      return 'the case was reopened and the periods began again';
    default:
      return 'something else took its place';
  }
}
