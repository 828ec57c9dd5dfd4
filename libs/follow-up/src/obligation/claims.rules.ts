import type { Instant } from '@kept-informed/calendar';
import { inTime, type Case, type Participant } from '../case/case.state.js';
import type { Commitment } from '../commitment/commitment.rules.js';
import { adoptionsOf, type Adoption } from './adoption.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { triggersOf, type Trigger } from './trigger.rules.js';

/**
 * What each participant is owed because of each trigger: the edition in force on the trigger's date, for each adopted
 * commitment and each participant in a role that it is owed to, in the order of the catalogue (rules.md, Which
 * commitment applies 1 to 3).
 */
export function claimsOf({ state, book }: Reading): Claim[] {
  const found: Placed[] = [];
  const series = new Map<string, Placed>();
  for (const trigger of triggersOf(state)) {
    const on = dateOf(trigger.at, book);
    for (const participant of state.participants.values()) {
      const joinedBy = laterOf(trigger.at, participant.at);
      for (const adoption of adoptionsOf(trigger.type, on, joinedBy, book)) {
        if (!isOwed(adoption.commitment, trigger, participant)) continue;
        const placed = claimOf(adoption, trigger, participant, state);
        if (!placed) continue;
        if (!isOneSeries(adoption.commitment)) found.push(placed);
        else keepFirst(placed, series);
      }
    }
  }
  return [...found, ...series.values()].sort((a, b) => a.place - b.place).map(({ claim }) => claim);
}

interface Placed {
  readonly claim: Claim;
  /** In the catalogue. */
  readonly place: number;
}

/** A series runs from its first trigger on; only plans each start their own. */
const isOneSeries = ({ recurs, limit }: Commitment): boolean => recurs !== 'no' && limit !== 'agreed';

function keepFirst(placed: Placed, series: Map<string, Placed>): void {
  const { commitment, participant, trigger } = placed.claim;
  const key = `${commitment.id} ${participant.participantId}`;
  const first = series.get(key);
  if (first === undefined || inTime(trigger, first.claim.trigger) < 0) series.set(key, placed);
}

function claimOf(adoption: Adoption, trigger: Trigger, participant: Participant, state: Case): Placed | null {
  const { commitment, edition, spells, place } = adoption;
  const owedFrom = participant.business && isOfACode(edition) ? namedContactAt(participant, state) : participant.at;
  if (owedFrom === null) return null;
  const arisenAt = laterOf(trigger.at, owedFrom);
  const startsAt = laterOf(commitment.fromKnown ? trigger.known : trigger.at, owedFrom);
  return { claim: { commitment, edition, trigger, participant, arisenAt, startsAt, spells }, place };
}

const isOfACode = (edition: string): boolean => edition.startsWith('victims-code-');

/** When a business named its first contact; null: it has not. Source: standards.md, section 5, Who is owed. */
function namedContactAt({ participantId, at }: Participant, { participants }: Case): Instant | null {
  const named = [...participants.values()].filter(({ represents }) => represents === participantId);
  const first = named.map((contact) => contact.at).sort()[0];
  return first === undefined ? null : laterOf(first, at);
}

/** Whoever gives feedback or writes is the feedback-giver or enquirer of that, whatever else they are on the case. */
const rolesByDoing: Readonly<Record<string, string>> = {
  'feedback-received': 'feedback-giver',
  'dissatisfaction-expressed': 'feedback-giver',
  'reply-requested': 'feedback-giver',
  'letter-received': 'enquirer',
  'message-received': 'enquirer',
};

/** Referrals are owed to a service about a victim: one for each victim. */
const services: ReadonlySet<string> = new Set(['support-service', 'victim-support']);

function isOwed({ owedTo }: Commitment, trigger: Trigger, { participantId, role }: Participant): boolean {
  if (trigger.participantIds && !trigger.participantIds.includes(participantId)) return false;
  const inRole = rolesByDoing[trigger.type] ?? role;
  return owedTo.includes(inRole) || (role === 'victim' && owedTo.some((one) => services.has(one)));
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
