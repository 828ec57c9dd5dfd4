import type { Instant } from '@kept-informed/calendar';
import { inTime, type Participant } from '../case/case.state.js';
import type { Commitment } from '../commitment/commitment.rules.js';
import { governing, type Governing } from '../commitment/in-force.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { triggersOf, type Trigger } from './trigger.rules.js';

/** A promise that one trigger makes owed. */
interface Ground extends Governing {
  readonly trigger: Trigger;
}

/**
 * What each participant is owed because of each trigger: the edition in force on the trigger's date, for each adopted
 * commitment and each participant in a role that it is owed to, in the order of the catalogue (rules.md, Which
 * commitment applies 1 to 3).
 */
export function claimsOf({ state, book }: Reading): Claim[] {
  const claims: Claim[] = [];
  for (const ground of groundsOf(triggersOf(state), book)) {
    for (const participant of state.participants.values()) {
      if (isOwed(ground.commitment, ground.trigger, participant)) claims.push(claimOf(ground, participant));
    }
  }
  return claims;
}

function groundsOf(triggers: readonly Trigger[], book: Reading['book']): Ground[] {
  const grounds: Ground[] = [];
  const series = new Map<string, Ground>();
  for (const trigger of triggers) {
    for (const { commitment, edition, place } of governing(trigger.type, dateOf(trigger.at, book), book)) {
      const ground = { commitment, edition, place, trigger };
      if (!isOneSeries(commitment)) grounds.push(ground);
      else if (isFirst(trigger, series.get(commitment.id))) series.set(commitment.id, ground);
    }
  }
  return [...grounds, ...series.values()].sort((a, b) => a.place - b.place);
}

/** A series runs from its first trigger on; only plans each start their own. */
const isOneSeries = ({ recurs, limit }: Commitment): boolean => recurs !== 'no' && limit !== 'agreed';

const isFirst = (trigger: Trigger, other: Ground | undefined): boolean =>
  other === undefined || inTime(trigger, other.trigger) < 0;

function claimOf({ commitment, edition, trigger }: Ground, participant: Participant): Claim {
  const arisenAt = laterOf(trigger.at, participant.at);
  const startsAt = laterOf(commitment.fromKnown ? trigger.known : trigger.at, participant.at);
  return { commitment, edition, trigger, participant, arisenAt, startsAt };
}

/** Whoever gives feedback or writes is the feedback-giver or enquirer of that, whatever else they are on the case. */
const rolesByDoing: Readonly<Record<string, string>> = {
  'feedback-received': 'feedback-giver',
  'dissatisfaction-expressed': 'feedback-giver',
  'reply-requested': 'feedback-giver',
  'letter-received': 'enquirer',
  'message-received': 'enquirer',
};

function isOwed({ owedTo }: Commitment, trigger: Trigger, { participantId, role }: Participant): boolean {
  if (trigger.participantIds && !trigger.participantIds.includes(participantId)) return false;
  const inRole = rolesByDoing[trigger.type] ?? role;
  return owedTo.includes(inRole) || (owedTo.includes('support-service') && role === 'victim');
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
