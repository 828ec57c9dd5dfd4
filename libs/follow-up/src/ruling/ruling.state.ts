import type { Instant } from '@kept-informed/calendar';
import type { Fold, RecordedFact } from '@kept-informed/event-store';
import type { RulingSubject, PeriodRulingSubject, ReleaseKind, RulingEvent } from './ruling.events.js';

/** Something that a person decided about a clock or an obligation, unless it was undone since. */
export type Ruling = { readonly rulingId: string; readonly at: Instant; readonly version: number } & (
  | { readonly kind: 'pause'; readonly of: RulingSubject; readonly reason: string }
  | { readonly kind: 'resumption'; readonly pauseId: string }
  | { readonly kind: 'extension'; readonly of: RulingSubject; readonly by: string }
  | { readonly kind: ReleaseKind; readonly of: PeriodRulingSubject }
);

/** The rulings of a case in the order in which they were recorded, and those that were undone, with the version of what did. */
export interface RulingHistory {
  readonly rulings: Ruling[];
  readonly undone: { readonly ruling: Ruling; readonly by: number }[];
}

export const rulingFold: Fold<RulingHistory, RulingEvent> = {
  ClockPaused: ({ rulings }, fact) =>
    rulings.push({ ...madeBy(fact), kind: 'pause', of: fact.data, reason: fact.data.reason }),
  ClockResumed: ({ rulings }, fact) =>
    rulings.push({ ...madeBy(fact), kind: 'resumption', pauseId: fact.data.pauseId }),
  ClockExtended: ({ rulings }, fact) =>
    rulings.push({ ...madeBy(fact), kind: 'extension', of: fact.data, by: fact.data.by }),
  WaiverRuled: ({ rulings }, fact) => rulings.push({ ...madeBy(fact), kind: 'waived', of: fact.data }),
  ExcusalRuled: ({ rulings }, fact) => rulings.push({ ...madeBy(fact), kind: 'excused', of: fact.data }),
  VoidingRuled: ({ rulings }, fact) => rulings.push({ ...madeBy(fact), kind: 'voided', of: fact.data }),
  RulingUndone: ({ rulings, undone }, { data, version: by }) => {
    const place = rulings.findIndex(({ rulingId }) => rulingId === data.rulingId);
    const [ruling] = rulings.splice(place, 1);
    undone.push({ ruling: ruling!, by });
  },
};

function madeBy({ data, occurred, version }: RecordedFact<string, { readonly rulingId: string }>) {
  return { rulingId: data.rulingId, at: occurred, version };
}
