import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { NoteSeal } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';

export const reviewAnswers = ['yes', 'no', 'cannot-tell'] as const;
export type ReviewAnswer = (typeof reviewAnswers)[number];

/** What a reviewer is asked of each obligation. */
export const reviewQuestions = ['inTime', 'rightPerson', 'useful', 'plain'] as const;
export type ReviewQuestion = (typeof reviewQuestions)[number];
export type ReviewAnswers = Readonly<Record<ReviewQuestion, ReviewAnswer>>;

/** A stratum of a sample: so many were drawn of so many. */
export interface DrawnStratum {
  readonly values: readonly (string | null)[];
  readonly of: number;
  readonly drawn: number;
}

/** An obligation that was drawn, and how it stood by the automatic measure. */
export interface DrawnObligation {
  readonly obligationId: string;
  readonly caseId: string;
  readonly commitment: string;
  readonly status: string;
  /** Which of the strata, from 0. */
  readonly stratum: number;
}

/** What a sample is drawn from, and by which seed. */
export interface DrawQuestion {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly size: number;
  /** Dimensions of the report. */
  readonly strata: readonly string[];
  readonly seed: string;
}

/** A sample was drawn from what fell due in a period, as known at a moment. */
export type DipSampleDrawn = RecordedFact<
  'DipSampleDrawn',
  DrawQuestion & {
    readonly dipSampleId: string;
    readonly knownAt: Instant;
    readonly ofStrata: readonly DrawnStratum[];
    readonly drawn: readonly DrawnObligation[];
  }
>;

/** Somebody judged one obligation of a sample, not knowing what the other one says. */
export type DipSampleReviewed = RecordedFact<
  'DipSampleReviewed',
  { readonly dipSampleId: string; readonly obligationId: string; readonly answers: ReviewAnswers }
>;

/** Somebody was shown whom one obligation of a sample is owed to and what they were told, and said why they look. */
export type DipSampleOpened = RecordedFact<
  'DipSampleOpened',
  NoteSeal & { readonly dipSampleId: string; readonly obligationId: string }
>;

export type DipSampleEvent = DipSampleDrawn | DipSampleReviewed | DipSampleOpened;
