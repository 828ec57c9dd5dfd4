import type { RecordedFact } from '@kept-informed/event-store';
import type { Noted } from '../noted.events.js';

/** What a ruling on a clock is about: one duty to one participant because of one trigger, all periods of a series. */
export interface OfDuty {
  readonly rulingId: string;
  /** The obligation that was in front of whoever decided. */
  readonly obligationId: string;
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
}

/** What a ruling on a duty is about: one obligation, of a series one period. */
export interface OfObligation extends OfDuty {
  readonly anchorId: string;
  readonly period: number;
}

/** The clock stands still; occurred: from when. */
export type ClockPaused = RecordedFact<'ClockPaused', OfDuty & Noted & { readonly reason: string }>;

/** The clock runs again; occurred: from when. */
export type ClockResumed = RecordedFact<
  'ClockResumed',
  { readonly rulingId: string; readonly obligationId: string; readonly pauseId: string }
>;

/** The limit was extended; `by` is an ISO 8601 duration in the commitment's own unit. */
export type ClockExtended = RecordedFact<'ClockExtended', OfDuty & Noted & { readonly by: string }>;

/** The participant does not want it; occurred: when they said so. */
export type DutyWaived = RecordedFact<'DutyWaived', OfObligation & Noted & { readonly requestedBy: string }>;

/** A supervisor endorsed that reasonable steps were taken and failed. Names the attempts. */
export type DutyExcused = RecordedFact<'DutyExcused', OfObligation & Noted & { readonly attempts: readonly string[] }>;

/** A supervisor found that it was never owed. */
export type DutyVoided = RecordedFact<'DutyVoided', OfObligation & Noted>;

/** The named ruling never was. */
export type RulingUndone = RecordedFact<'RulingUndone', Noted & { readonly rulingId: string }>;

export type RulingEvent =
  ClockPaused | ClockResumed | ClockExtended | DutyWaived | DutyExcused | DutyVoided | RulingUndone;

/** How a ruling ends an obligation. */
export type Release = 'waived' | 'excused' | 'voided';
