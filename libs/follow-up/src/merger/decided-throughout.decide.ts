import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { decideDispute, type DisputeRuling } from '../dispute/dispute.decide.js';
import type { DisputeDecided } from '../dispute/dispute.events.js';
import { isWaiting, raisedAt, type Dispute } from '../dispute/dispute.state.js';
import { obligationKey } from '../obligation/obligation-key.rules.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';

/**
 * A dispute is decided where its duty is owed on, and so in each of the cases that gave way to that one in which it waits as well: it
 * is one, and decided once (rules.md, Mergers). Refused of whoever may not decide it in any of them.
 */
export function decideThroughout(
  here: FollowUp,
  gaveWay: readonly FollowUp[],
  ruling: DisputeRuling,
  now: Instant,
): NewFactOf<DisputeDecided>[][] {
  const own = decideIn(here, ruling, now);
  const dispute = here.disputes.raised.get(ruling.disputeId)!;
  const key = keyIn(here, dispute, gaveWay, here);
  return [
    own,
    ...gaveWay.map((there) =>
      waiting(there)
        .filter((one) => raisedAt(one) === raisedAt(dispute) && keyIn(there, one, gaveWay, here) === key)
        .flatMap(({ disputeId }) => decideIn(there, { ...ruling, disputeId }, now)),
    ),
  ];
}

/** Of cases that have been opened. */
const decideIn = (state: FollowUp, ruling: DisputeRuling, now: Instant): NewFactOf<DisputeDecided>[] =>
  decideDispute(state as Parameters<typeof decideDispute>[0], ruling, now);

const waiting = ({ disputes }: FollowUp): Dispute[] =>
  [...disputes.raised.values()].filter(({ disputeId }) => isWaiting(disputes, disputeId));

/** What it is about, its participant by the id that they have in the case that goes on. */
function keyIn(state: FollowUp, { obligationId }: Dispute, gaveWay: readonly FollowUp[], here: FollowUp): string {
  const about = state.obligations.get(obligationId)!;
  return obligationKey({ ...about, participantId: idHere(about.participantId, state, gaveWay, here) });
}

function idHere(id: string, { case: subject }: FollowUp, gaveWay: readonly FollowUp[], here: FollowUp): string {
  const merged = subject!.merged;
  if (!merged || subject === here.case) return id;
  const next = gaveWay.find((one) => one.case!.caseId === merged.into) ?? here;
  return idHere(merged.participants[id] ?? id, next, gaveWay, here);
}
