import type { RecordedFact } from '@kept-informed/event-store';
import type { NoteSeal } from '@kept-informed/decisions';

/** What a ruling on a clock is about: one duty to one participant because of one trigger, all periods of a series. */
export interface RulingSubject {
  readonly rulingId: string;
  /** The obligation that was in front of whoever decided. */
  readonly obligationId: string;
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
}

/** What a ruling on a duty is about: one obligation, of a series one period. */
export interface PeriodRulingSubject extends RulingSubject {
  readonly anchorId: string;
  readonly period: number;
}

/** The clock stands still; occurred: from when. */
export type ClockPaused = RecordedFact<'ClockPaused', RulingSubject & NoteSeal & { readonly reason: string }>;

/** The clock runs again; occurred: from when. */
export type ClockResumed = RecordedFact<
  'ClockResumed',
  { readonly rulingId: string; readonly obligationId: string; readonly pauseId: string }
>;

/** The limit was extended; `by` is an ISO 8601 duration in the commitment's own unit. */
export type ClockExtended = RecordedFact<'ClockExtended', RulingSubject & NoteSeal & { readonly by: string }>;

/** The participant does not want it; occurred: when they said so. */
export type WaiverRuled = RecordedFact<
  'WaiverRuled',
  PeriodRulingSubject & NoteSeal & { readonly requestedBy: string }
>;

/** Why somebody is not told: it would endanger somebody, or the investigation. */
export const goodReasons = ['endangers-somebody', 'endangers-investigation'] as const;
export type GoodReason = (typeof goodReasons)[number];

/** A supervisor endorsed that reasonable steps were taken and failed, or that there is a good reason. Names the attempts. */
export type ExcusalRuled = RecordedFact<
  'ExcusalRuled',
  PeriodRulingSubject & NoteSeal & { readonly attempts: readonly string[]; readonly reason?: GoodReason }
>;

/** A supervisor found that it was never owed. */
export type VoidingRuled = RecordedFact<'VoidingRuled', PeriodRulingSubject & NoteSeal>;

/** The named ruling never was. */
export type RulingUndone = RecordedFact<'RulingUndone', NoteSeal & { readonly rulingId: string }>;

export type RulingEvent =
  ClockPaused | ClockResumed | ClockExtended | WaiverRuled | ExcusalRuled | VoidingRuled | RulingUndone;

/** How a ruling ends an obligation. */
export type ReleaseKind = 'waived' | 'excused' | 'voided';
