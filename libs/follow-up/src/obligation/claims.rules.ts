import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Participant } from '../case/case.state.js';
import { inTime } from '../case/case.state.js';
import type { Commitment } from '../commitment/commitment.rules.js';
import { editionOn, type Adopted } from '../commitment/in-force.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { triggersOf, type Trigger } from './trigger.rules.js';

/**
 * What each participant is owed because of each trigger: the edition in force on the trigger's date, for each adopted
 * commitment and each participant in a role that it is owed to (rules.md, Which commitment applies 1 to 3).
 */
export function claimsOf(reading: Reading): Claim[] {
  const triggers = byType(reading);
  const claims: Claim[] = [];
  for (const adopted of reading.adopted) {
    for (const trigger of startingTriggers(adopted.commitment, triggers)) addClaims(claims, adopted, trigger, reading);
  }
  return claims;
}

interface DatedTrigger extends Trigger {
  /** Its date in the force's zone. */
  readonly on: LocalDate;
}

function byType({ state, book }: Reading): Map<string, DatedTrigger[]> {
  const found = new Map<string, DatedTrigger[]>();
  for (const trigger of triggersOf(state)) {
    const dated = Object.assign(trigger, { on: dateOf(trigger.at, book) });
    const same = found.get(trigger.type);
    if (same) same.push(dated);
    else found.set(trigger.type, [dated]);
  }
  return found;
}

const none: readonly DatedTrigger[] = [];

/** What starts this promise: each of its triggers, but of a series the first one, and only plans each start their own. */
function startingTriggers(
  commitment: Commitment,
  triggers: ReadonlyMap<string, DatedTrigger[]>,
): readonly DatedTrigger[] {
  const { triggers: types, recurs, limit } = commitment;
  const found = types.length === 1 ? triggers.get(types[0]!) : types.flatMap((type) => triggers.get(type) ?? []);
  if (!found || found.length === 0) return none;
  return found.length > 1 && recurs !== 'no' && limit !== 'agreed' ? found.toSorted(inTime).slice(0, 1) : found;
}

function addClaims(claims: Claim[], adopted: Adopted, trigger: DatedTrigger, { state }: Reading): void {
  const edition = editionOn(adopted, trigger.on);
  if (edition === null) return;
  const { commitment } = adopted;
  for (const participant of state.participants.values()) {
    if (!isOwed(commitment, trigger, participant)) continue;
    const arisenAt = laterOf(trigger.at, participant.at);
    const startsAt = laterOf(commitment.fromKnown ? trigger.known : trigger.at, participant.at);
    claims.push({ commitment, edition, trigger, participant, arisenAt, startsAt });
  }
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
