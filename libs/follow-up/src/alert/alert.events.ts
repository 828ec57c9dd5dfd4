import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { NoteSeal } from '@kept-informed/decisions';

interface OfItsObligation {
  readonly obligationId: string;
  readonly generation: number;
}

interface AlertData {
  readonly alertId: string;
  readonly rung: string;
  /** A staff id, or the id of the performance unit. */
  readonly recipient: string;
  /** Raised later than its time: the worker was away, or the obligation arose with the rung already past. */
  readonly caughtUp: boolean;
}

/** One rung of an obligation was raised to one recipient; occurred: when the rung was due. */
export type AlertRaised = RecordedFact<'AlertRaised', OfItsObligation & AlertData>;

/** A contact, a message or a look at a restricted case calls for somebody's attention, whatever is owed; `rung` says why. Occurred: when it was recorded. */
export type ConcernRaised = RecordedFact<
  'ConcernRaised',
  AlertData & {
    readonly contactId?: string;
    /** It is about no contact: somebody broke the glass of a restricted case, or left a message. */
    readonly breakId?: string;
    readonly messageId?: string;
  }
>;

/**
 * `chased`: a participant asked why they have heard nothing; `unsafe-contact`: something went by an unsafe route;
 * `identity-not-proved`: somebody spoke for them who did not prove who they are; `not-reached`: attempts on several dates
 * reached nobody; `third-party-answered`: somebody else answered for an enhanced participant; `glass-broken`: somebody looks at a
 * restricted case; `message-left`: somebody left word for whoever has the case; `not-confirmed-safe`: somebody was contacted on a case
 * of high risk without a confirmation that it was safe.
 */
export type Concern =
  | 'chased'
  | 'unsafe-contact'
  | 'identity-not-proved'
  | 'not-reached'
  | 'third-party-answered'
  | 'glass-broken'
  | 'message-left'
  | 'not-confirmed-safe';

/** Rungs that raise no alert: already past when the obligation arose or its terms changed, before an import, or idle. */
export type RungsSkipped = RecordedFact<
  'RungsSkipped',
  OfItsObligation & { readonly rungs: readonly string[]; readonly reason: SkipReason }
>;
export type SkipReason = 'already-past' | 'imported' | 'new-terms' | 'acknowledged-with-plan';

/** A member of staff took the alert on. Never discharges the duty. */
export type AlertAcknowledged = RecordedFact<
  'AlertAcknowledged',
  NoteSeal & { readonly alertId: string; readonly withPlan: boolean }
>;

/** Put aside until an instant, with a reason. The ladder goes on meanwhile. */
export type AlertSnoozed = RecordedFact<
  'AlertSnoozed',
  NoteSeal & { readonly alertId: string; readonly until: Instant }
>;

/** It is to be seen again: the time until which it was put aside has come. */
export type AlertAwoke = RecordedFact<'AlertAwoke', { readonly alertId: string; readonly recipient: string }>;

/** Somebody else is to act on it: by decision, or because no message reached the one before. */
export type AlertHandedOver = RecordedFact<
  'AlertHandedOver',
  NoteSeal & {
    readonly alertId: string;
    /** Who was to act on it until then. */
    readonly from: string;
    readonly to: string;
    readonly undeliverable?: boolean;
  }
>;

/** No message about it could be brought to its recipient. Never counted as told. */
export type AlertUndeliverable = RecordedFact<
  'AlertUndeliverable',
  { readonly alertId: string; readonly recipient: string }
>;

/** The duty was met: the alert ends by itself. */
export type AlertCleared = RecordedFact<'AlertCleared', { readonly alertId: string }>;

/** What the alert was about is gone, without having been met. */
export type AlertWithdrawn = RecordedFact<'AlertWithdrawn', { readonly alertId: string; readonly reason: string }>;

/** What follows from a case and from the time: reconciling adds these, and nobody else does. */
export type AlertFollowing = AlertRaised | ConcernRaised | RungsSkipped | AlertAwoke | AlertCleared | AlertWithdrawn;
export type AlertEvent = AlertFollowing | AlertAcknowledged | AlertSnoozed | AlertHandedOver | AlertUndeliverable;
export type AlertStatus = 'open' | 'acknowledged' | 'snoozed' | 'cleared' | 'withdrawn';
