import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';

interface OfObligation {
  readonly obligationId: string;
  readonly generation: number;
  /** When the obligation must be looked at again; null: never. */
  readonly wakeAt: Instant | null;
}

/** One rung was raised to one recipient; occurred: when the rung was due. */
export type AlertRaised = RecordedFact<
  'AlertRaised',
  OfObligation & {
    readonly alertId: string;
    readonly rung: string;
    /** A staff id, or the id of the performance unit. */
    readonly recipient: string;
    /** Raised later than its rung: the worker was away, or the obligation arose with the rung already past. */
    readonly caughtUp: boolean;
  }
>;

/** Rungs that raise no alert: already past when the obligation arose or its terms changed, before an import, or idle. */
export type RungsSkipped = RecordedFact<
  'RungsSkipped',
  OfObligation & { readonly rungs: readonly string[]; readonly reason: SkipReason }
>;
export type SkipReason = 'already-past' | 'imported' | 'new-terms' | 'acknowledged-with-plan';

/** A member of staff took the alert on. Never discharges the duty. */
export type AlertAcknowledged = RecordedFact<
  'AlertAcknowledged',
  { readonly alertId: string; readonly withPlan: boolean; readonly noteId?: string; readonly noteDigest?: string }
>;

/** The duty was met: the alert ends by itself. */
export type AlertCleared = RecordedFact<'AlertCleared', { readonly alertId: string }>;

/** What the alert was about is gone, without having been met. */
export type AlertWithdrawn = RecordedFact<'AlertWithdrawn', { readonly alertId: string; readonly reason: string }>;

export type AlertEvent = AlertRaised | RungsSkipped | AlertAcknowledged | AlertCleared | AlertWithdrawn;
export type AlertStatus = 'open' | 'acknowledged' | 'snoozed' | 'cleared' | 'withdrawn';
