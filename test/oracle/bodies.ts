import type { Commitment } from '@kept-informed/commitments';
import { of, type Heard, type History } from './history.js';

/** A contact, as far as whether it reached somebody hangs on it. */
interface Told {
  readonly data: any;
}

/** Whether whoever made a contact could meet a duty by it (rules.md, Other bodies and Automatic messages). */
export function isByWhomItBinds(
  way: Commitment['dischargedBy'][number],
  { data }: Told,
  commitment: Commitment,
): boolean {
  if (data.generated && !commitment.generated) return false;
  return (
    !isToAct(way, commitment) ||
    [data.toldBy ?? 'force', ...(data.actsFor ?? [])].some((one) => commitment.bodies.includes(one))
  );
}

/** A duty to tell a named thing is met by whoever told it, a duty to act only by the body that it binds. */
function isToAct(way: Commitment['dischargedBy'][number], { recurs }: Commitment): boolean {
  if (way.by === 'tells') return way.trigger === 'review-decided';
  if (way.by === 'update') return recurs === 'no';
  return way.by === 'purpose' && ['referral', 'acknowledgement', 'reply'].includes(way.purpose);
}

/** Updates count that the force gives, and witness care once the case is with it as they are made (rules.md, Periodic duties). */
export function isOfTheForce({ at, sent = at, data }: Heard, history: History): boolean {
  if (data.generated) return false;
  const by = data.toldBy ?? 'force';
  const handed = of('MilestoneReached', history).some(
    (fact) => fact.data.type === 'handed-to-witness-care' && fact.occurred <= sent,
  );
  return by === 'force' || (by === 'witness-care' && handed);
}
