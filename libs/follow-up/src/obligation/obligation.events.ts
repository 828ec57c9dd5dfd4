import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';

/** One step of the alert ladder with the instant at which it is due. */
export interface Rung {
  readonly rung: string;
  readonly at: Instant;
}

/** When an obligation falls due and how it was worked out. */
export interface DueDate {
  /** 1 at first; one more for each re-derivation. */
  readonly generation: number;
  /** None: the commitment prints no limit, or it awaits a calendar. */
  readonly dueOn: LocalDate | null;
  /** The end of `dueOn` in the force's zone (exclusive), or the exact instant of a limit in hours. */
  readonly dueAt: Instant | null;
  readonly rungs: readonly Rung[];
  /** The year whose holidays its due date, or one of its rungs, waits for; none: they are known. */
  readonly awaits?: number;
  readonly calendarVersion: string;
  /** The terms that it was counted under; none: the force's first. */
  readonly terms?: string;
  /** While the clock stood still, as far as that is over; none: never. */
  readonly stops?: readonly ClockStop[];
  /** What was added to the limit, ISO 8601. */
  readonly extendedBy?: string;
}

/** A pause that is counted: from an instant up to another. */
export interface ClockStop {
  readonly pauseId: string;
  readonly reason: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Since when a clock stands still and has not been started again, and why. */
export interface OpenPause {
  readonly since: Instant;
  readonly reason: string;
}

/** What every fact of an obligation says beside what happened. */
interface OfObligation {
  readonly obligationId: string;
}

/** A promise became owed; occurred: when its trigger happened or its period took over. */
export type ObligationArose = RecordedFact<
  'ObligationArose',
  OfObligation &
    DueDate & {
      readonly caseId: string;
      readonly participantId: string;
      readonly commitment: string;
      readonly edition: string;
      readonly trigger: string;
      readonly triggerId: string;
      /** For a series: what its current period counts from, and which period after it this is. */
      readonly anchorId: string;
      readonly period: number;
      /** The instant that the limit counts from. */
      readonly startsAt: Instant;
      /** When the first period of its run ends, where that is not a full one from there: no restart buys time. */
      readonly firstEndsOn?: LocalDate;
      readonly limit: string | null;
      readonly unit: string;
      /** Since when what was recorded implied it, where that is only since it was due: keyed late. */
      readonly impliedAt?: Instant;
      /** Who answered for it when it fell due in a case that was merged into this one. */
      readonly owner?: { readonly staffId: string; readonly team: string };
    }
>;

/** The due date was worked out again; occurred: when what caused it happened. */
export type ObligationRederived = RecordedFact<
  'ObligationRederived',
  OfObligation &
    DueDate & {
      readonly cause: RederivationCause;
      readonly limit: string | null;
      readonly startsAt: Instant;
      readonly unit?: string;
    }
>;
export const rederivationCauses = [
  'entitlement',
  'calendar',
  'policy',
  'pause',
  'extension',
  'opt-in',
  'returned',
  'correction',
] as const;
export type RederivationCause = (typeof rederivationCauses)[number];

/** Its clock stands still; occurred: since when. Nothing fires and nothing is missed meanwhile. */
export type ObligationPaused = RecordedFact<'ObligationPaused', OfObligation & { readonly reason: string }>;

/** Its clock runs again, or was never to stand still. */
export type ObligationResumed = RecordedFact<'ObligationResumed', OfObligation>;

/** Discharged; occurred: when the contact did. Late: at or after `due at`. */
export type ObligationMet = RecordedFact<
  'ObligationMet',
  OfObligation & { readonly dischargedBy: string; readonly late: boolean; readonly recordedLate: boolean }
>;

/**
 * Still unmet at `due at`, which is when it occurred. Stays a fact for ever. `handover`: who had the case before and since, where
 * it had been handed over within the two working days before.
 */
export type ObligationMissed = RecordedFact<'ObligationMissed', OfObligation & { readonly handover?: Handover }>;

/** Staff ids: whom a case was taken from, and who has it since. */
export interface Handover {
  readonly from: string;
  readonly to: string;
}

/** A missed obligation of a series was closed as missed for good, because the next period took its place. */
export type ObligationLapsed = RecordedFact<'ObligationLapsed', OfObligation>;

/** The participant does not want it; occurred: since when. `by`: the opt-out or the waiver. */
export type ObligationWaived = RecordedFact<'ObligationWaived', OfObligation & { readonly by: string }>;

/** A supervisor endorsed that reasonable steps failed. `by`: the excusal. Never counted as met. */
export type ObligationExcused = RecordedFact<'ObligationExcused', OfObligation & { readonly by: string }>;

/** What was excused was done later all the same, and stays excused; occurred: when. `by`: none, it was not after all. */
export type ObligationDone = RecordedFact<'ObligationDone', OfObligation & { readonly by: string | null }>;

/** What it rested on is gone: the trigger was wrong, or the request was withdrawn. */
export type ObligationVoided = RecordedFact<
  'ObligationVoided',
  OfObligation & { readonly reason: string; readonly by: string }
>;

/** Another obligation, or none, takes its place: a plan began, a suspect was dealt with, it was derived again. */
export type ObligationSuperseded = RecordedFact<
  'ObligationSuperseded',
  OfObligation & {
    readonly reason: string;
    /** How it stood at its due instant, where a merger replaced it after that. */
    readonly stood?: 'missed';
  }
>;

/** What had settled it no longer holds: it is open again. */
export type ObligationReopened = RecordedFact<'ObligationReopened', OfObligation & { readonly reason: string }>;

/** Something to know about it that changes no status: what waived it never was the participant's wish. */
export type ObligationMarked = RecordedFact<'ObligationMarked', OfObligation & { readonly mark: ObligationMark }>;
export type ObligationMark = 'opt-out-voided';

export type ObligationEvent =
  | ObligationArose
  | ObligationRederived
  | ObligationMet
  | ObligationMissed
  | ObligationLapsed
  | ObligationPaused
  | ObligationResumed
  | ObligationWaived
  | ObligationExcused
  | ObligationDone
  | ObligationVoided
  | ObligationSuperseded
  | ObligationReopened
  | ObligationMarked;

/** Ways in which an obligation ends for good. */
export type OutcomeKind = 'met' | 'met-late' | 'waived' | 'excused' | 'voided' | 'superseded';

/** rules.md, Statuses. `missed` is still open or closed for good; the state's `lapsed` tells. */
export type Status = 'open' | 'paused' | 'missed' | OutcomeKind;
