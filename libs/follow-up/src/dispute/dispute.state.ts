import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import type {
  AnswerableOwner,
  Disputable,
  DisputeDecided,
  DisputeEvent,
  ObligationDisputed,
} from './dispute.events.js';

/** `at`: since when it is one of this case. */
export type Dispute = ObligationDisputed['data'] & { readonly at: Instant };

/** When it was raised, here or in the case from which it was brought. */
export const raisedAt = ({ raisedAt: before, at }: Pick<Dispute, 'raisedAt' | 'at'>): Instant => before ?? at;

/** What was decided of a dispute, when, by whom, and by which fact. */
export type DisputeDecision = DisputeDecided['data'] & {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
};

/** The disputes of a case by their ids, what was decided of them, and with which version those ended that nothing supports any more. */
export interface Disputes {
  readonly raised: Map<string, Dispute>;
  readonly decided: Map<string, DisputeDecision>;
  readonly ended: Map<string, number>;
}

export const noDisputes = (): Disputes => ({ raised: new Map(), decided: new Map(), ended: new Map() });

export const copyOf = ({ raised, decided, ended }: Disputes): Disputes => ({
  raised: new Map(raised),
  decided: new Map(decided),
  ended: new Map(ended),
});

/** Whether nobody has decided it, and somebody has to. */
export const isWaiting = ({ decided, ended }: Disputes, disputeId: string): boolean =>
  !decided.has(disputeId) && !ended.has(disputeId);

/** A dispute by which an obligation stands as it stood. */
export type HeldDispute = Dispute & { readonly isEnded: boolean };

/** The disputes that nobody has confirmed, or that ended: what they are about stands as it stood. */
export function heldDisputes({ raised, decided, ended }: Disputes, before = Infinity): HeldDispute[] {
  return [...raised.values()].flatMap((dispute) => {
    const { disputeId, would, causes } = dispute;
    const decision = decided.get(disputeId);
    const isEnded = (ended.get(disputeId) ?? before) < before;
    const isConfirmed = decision?.confirmed === true && decision.version < before && !isEnded;
    return would !== 'other-owner' && causes[0]! < before && !isConfirmed ? [{ ...dispute, isEnded }] : [];
  });
}

/** What disputes make of how an obligation stands. */
export interface DisputeMarks {
  readonly disputed: boolean;
  readonly stood: string | null;
  readonly reattributedTo: string | null;
}

export function marksOf(obligationId: string, disputes: Disputes): DisputeMarks {
  const own = [...disputes.raised.values()].filter((dispute) => dispute.obligationId === obligationId);
  const { stood, owner } = changedBy(obligationId, disputes);
  const disputed = own.some(({ disputeId }) => isWaiting(disputes, disputeId));
  return { disputed, stood, reattributedTo: owner?.staffId ?? null };
}

/** How it stood, and whose it is, by what was confirmed of it. */
export function changedBy(
  obligationId: string,
  { decided, ended }: Disputes,
): { readonly stood: Disputable | null; readonly owner: AnswerableOwner | null } {
  const decisions = [...decided.values()].filter(
    (one) => one.obligationId === obligationId && !ended.has(one.disputeId),
  );
  return {
    stood: decisions.find(({ stood }) => stood !== undefined)?.stood ?? null,
    owner: decisions.findLast(({ owner }) => owner !== undefined)?.owner ?? null,
  };
}

export const disputeFold: Fold<Disputes, DisputeEvent> = {
  ObligationDisputed: ({ raised }, { data, occurred: at }) => raised.set(data.disputeId, { ...data, at }),
  DisputeDecided: ({ decided }, { data, version, occurred: at, by }) =>
    decided.set(data.disputeId, { ...data, version, at, by: data.decidedBy ?? by }),
  DisputeEnded: ({ ended }, { data: { disputeId, cause } }) => ended.set(disputeId, cause),
};
