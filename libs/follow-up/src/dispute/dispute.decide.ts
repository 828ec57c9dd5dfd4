import type { Instant } from '@kept-informed/calendar';
import { conflict, notFound, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { Case } from '../case/case.state.js';
import type { DisputeDecided } from './dispute.events.js';
import { isWaiting, type Disputes } from './dispute.state.js';

/** A case whose disputes somebody decides. */
export interface DecidedCase {
  readonly case?: Case;
  readonly disputes: Disputes;
}

/** Which dispute, how it is decided, and who decides. */
export interface DisputeRuling extends NoteSeal {
  readonly disputeId: string;
  readonly confirmed: boolean;
  readonly by: string;
}

/**
 * What was recorded after the due instant is confirmed, and holds from then on, or refused. Refused of whoever is or was
 * the owner, and of whoever recorded it (rules.md, Corrections).
 */
export function decideDispute(
  { case: subject, disputes }: DecidedCase,
  { by, confirmed, ...asked }: DisputeRuling,
  now: Instant,
): NewFactOf<DisputeDecided>[] {
  const dispute = disputes.raised.get(asked.disputeId);
  if (!dispute) throw notFound('unknown-dispute', 'There is no such dispute.');
  if (disputes.decided.has(asked.disputeId)) throw conflict('already-decided', 'It was decided already.');
  if (disputes.ended.has(asked.disputeId)) throw conflict('already-ended', 'It has ended: what raised it was undone.');
  const { obligationId, stood, owner, recordedBy } = dispute;
  if (owner?.staffId === by || subject!.owners.some(({ staffId }) => staffId === by))
    throw conflict('decides-own-duty', 'Whoever is or was the owner does not decide it.');
  if (recordedBy.includes(by)) throw conflict('decides-own-recording', 'Whoever recorded it does not decide it.');
  const others = [...disputes.raised.values()].filter((one) => one.obligationId === obligationId && one !== dispute);
  const stillDisputed = others.some(({ disputeId }) => isWaiting(disputes, disputeId));
  const change = confirmed && (owner ? { owner } : { stood });
  return [
    { type: 'DisputeDecided', data: { ...asked, obligationId, confirmed, stillDisputed, ...change }, occurred: now },
  ];
}
