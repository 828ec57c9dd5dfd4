import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { settledBy, type Claim, type Owed } from './claim.rules.js';
import { claimsOf } from './claims.rules.js';
import { discharges } from './discharge.rules.js';
import { dueFor } from './due.rules.js';
import { readingOf, type Reading } from './reading.rules.js';
import { seriesOf } from './series.rules.js';

/** Every obligation that the recorded history makes owed by `now`, from scratch, in the order of the catalogue. */
export function owed(state: Case, book: Rulebook, now: Instant): Owed[] {
  const reading = readingOf(state, book, now);
  const found: Owed[] = [];
  for (const claim of claimsOf(reading)) {
    if (claim.commitment.recurs === 'no') found.push(single(claim, reading));
    else found.push(...seriesOf(claim, reading));
  }
  return found;
}

function single(claim: Claim, reading: Reading): Owed {
  const { commitment, edition, trigger, participant, arisenAt } = claim;
  const { participantId } = participant;
  const found = discharges(claim, reading);
  const metAt = found[0]?.at;
  const { limit, dueOn, dueAt, startsAt, rederivedAt } = dueFor(claim, metAt, reading.book);
  return {
    key: `${commitment.id} ${participantId} ${trigger.id}`,
    participantId,
    commitment,
    edition,
    trigger,
    anchorId: trigger.id,
    period: 1,
    arisenAt,
    startsAt,
    limit,
    dueOn,
    dueAt,
    settled: withdrawal(claim, reading.state, metAt) ?? settledBy(found, dueAt),
    lapsedAt: undefined,
    changesAt: null,
    rederivedAt,
  };
}

/** A withdrawn request voids what it asked for, unless that was met before (rules.md, Statuses: voided). */
function withdrawal({ trigger }: Claim, { feedback }: Case, metAt: Instant | undefined): Owed['settled'] {
  if (trigger.type !== 'reply-requested') return undefined;
  const asked = [...feedback.values()].find(({ reply }) => reply?.requestId === trigger.id);
  const withdrawn = asked?.withdrawn;
  if (!asked || !withdrawn || (metAt !== undefined && metAt <= withdrawn.at)) return undefined;
  return { as: 'voided', at: withdrawn.at, by: asked.feedbackId, version: withdrawn.version };
}
