import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import type { DisputeDecided, DisputeEvent, ObligationDisputed } from './dispute.events.js';

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

/** The disputes of a case by their ids, and what was decided of them. */
export interface Disputes {
  readonly raised: Map<string, Dispute>;
  readonly decided: Map<string, DisputeDecision>;
}

/** What disputes make of how an obligation stands. */
export interface DisputeMarks {
  readonly disputed: boolean;
  readonly stood: string | null;
  readonly reattributedTo: string | null;
}

export function marksOf(obligationId: string, { raised, decided }: Disputes): DisputeMarks {
  const own = [...raised.values()].filter((dispute) => dispute.obligationId === obligationId);
  const decisions = own.flatMap(({ disputeId }) => decided.get(disputeId) ?? []);
  const changed = decisions.find(({ stood }) => stood !== undefined);
  const given = decisions.findLast(({ owner }) => owner !== undefined);
  return {
    disputed: decisions.length < own.length,
    stood: changed?.stood ?? null,
    reattributedTo: given?.owner?.staffId ?? null,
  };
}

export const disputeFold: Fold<Disputes, DisputeEvent> = {
  ObligationDisputed: ({ raised }, { data, occurred: at }) => raised.set(data.disputeId, { ...data, at }),
  DisputeDecided: ({ decided }, { data, version, occurred: at, by }) =>
    decided.set(data.disputeId, { ...data, version, at, by: data.decidedBy ?? by }),
};
