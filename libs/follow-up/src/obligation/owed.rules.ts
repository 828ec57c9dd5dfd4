import { localDate, type Instant } from '@kept-informed/calendar';
import type { Case, Participant } from '../case/case.state.js';
import { editionOn, type Commitment } from '../commitment/commitment.rules.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { discharges } from './discharge.rules.js';
import { dueFor } from './due.rules.js';
import { settledBy, type Claim, type Owed } from './claim.rules.js';
import { seriesOf } from './series.rules.js';
import { triggersOf, type Trigger } from './trigger.rules.js';

/**
 * Every obligation that the recorded history makes owed by `now`, from scratch: the edition in force on the date of the
 * trigger, for each adopted commitment and each participant it is owed to (rules.md, Which commitment applies).
 */
export function owed(state: Case, book: Rulebook, now: Instant): Owed[] {
  return claimsOf(state, book).flatMap((claim) =>
    claim.commitment.recurs === 'no' ? [single(claim, state, book)] : seriesOf(claim, state, book, now),
  );
}

function claimsOf(state: Case, book: Rulebook): Claim[] {
  const triggers = triggersOf(state);
  return book.catalogue.flatMap((commitment) => {
    const matching = triggers.filter(({ type }) => commitment.triggers.includes(type));
    const first = commitment.recurs === 'no' || commitment.limit === 'agreed' ? matching : matching.slice(0, 1);
    return first.flatMap((trigger) => claimsFor(commitment, trigger, state, book));
  });
}

function claimsFor(commitment: Commitment, trigger: Trigger, state: Case, book: Rulebook): Claim[] {
  const edition = editionOn(commitment, localDate(trigger.at, book.zone), book.adopted);
  if (edition === null) return [];
  return [...state.participants.values()]
    .filter((participant) => isOwed(commitment, trigger, participant))
    .map((participant) => ({
      commitment,
      edition,
      trigger,
      participant,
      arisenAt: laterOf(trigger.at, participant.at),
      startsAt: laterOf(commitment.fromKnown ? trigger.known : trigger.at, participant.at),
    }));
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

function single(claim: Claim, state: Case, book: Rulebook): Owed {
  const { commitment, edition, trigger, participant, arisenAt, startsAt } = claim;
  const met = discharges(claim, state).find(({ at }) => at >= arisenAt);
  const due = dueFor(claim, met?.at, book);
  const { participantId } = participant;
  const key = [commitment.id, participantId, trigger.id].join(' ');
  const base = { key, participantId, commitment, edition, trigger, anchorId: trigger.id, period: 1, arisenAt, startsAt };
  return { ...base, ...due, changesAt: null, settled: withdrawal(claim, state, met?.at) ?? settledBy(met, due.dueAt) };
}

/** A withdrawn request voids what it asked for, unless that was met before (rules.md, Statuses: voided). */
function withdrawal({ trigger }: Claim, { feedback }: Case, metAt: Instant | undefined): Owed['settled'] {
  if (trigger.type !== 'reply-requested') return undefined;
  const asked = [...feedback.values()].find(({ reply }) => reply?.requestId === trigger.id);
  const withdrawn = asked?.withdrawn;
  if (!asked || !withdrawn || (metAt !== undefined && metAt <= withdrawn.at)) return undefined;
  return { as: 'voided', at: withdrawn.at, by: asked.feedbackId, version: withdrawn.version };
}
