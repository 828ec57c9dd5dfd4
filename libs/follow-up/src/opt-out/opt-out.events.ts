import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { NoteSeal } from '@kept-informed/decisions';

/** How whoever asked proved who they are. */
export const identifications = ['in-person', 'known-number', 'password', 'documents', 'not-identified'] as const;
export type Identification = (typeof identifications)[number];

/** A participant does not want to be told; occurred: from when. */
export type OptedOut = RecordedFact<
  'OptedOut',
  NoteSeal & {
    readonly optOutId: string;
    readonly participantId: string;
    /** `all`, `periodic`, or the id of one commitment. */
    readonly scope: string;
    /** The last London date on which it holds. */
    readonly until?: LocalDate;
    /** The participant, or a representative of theirs with authority. */
    readonly requestedBy: string;
    readonly identifiedBy: Identification;
    /** Of everything: that the event duties of a Code were named to the person, and are not wanted either. */
    readonly statutoryNamed?: boolean;
  }
>;

/** They want to be told again; occurred: from when. */
export type OptedBackIn = RecordedFact<'OptedBackIn', { readonly optOutId: string; readonly optInId: string }>;

/** It never was their wish: somebody passed for them, or had no authority. What was waived under it is owed anew from then. */
export type OptOutVoided = RecordedFact<
  'OptOutVoided',
  NoteSeal & {
    readonly optOutId: string;
    readonly voidingId: string;
    /** In a case that gave way: the one into which it was merged, and in which this was recorded. */
    readonly putRightIn?: string;
  }
>;

export type OptOutEvent = OptedOut | OptedBackIn | OptOutVoided;

export interface OptOut {
  readonly optOutId: string;
  readonly participantId: string;
  readonly scope: string;
  readonly until?: LocalDate;
  readonly requestedBy: string;
  readonly statutoryNamed?: boolean;
  readonly at: Instant;
  readonly version: number;
  voided?: { readonly at: Instant; readonly version: number; readonly voidingId: string };
  revoked?: { readonly at: Instant; readonly version: number; readonly optInId: string };
}
