import type { OwedRow, RecordedBanner } from '../cases/case-page.js';
import { page } from '../frame/page.js';

/** The lists of what somebody has to do, in the order in which they are read. */
export const buckets = [
  { bucket: 'overdue', title: 'Overdue' },
  { bucket: 'today', title: 'Due today' },
  { bucket: 'week', title: 'Due in the next 7 days' },
] as const;
export type Bucket = (typeof buckets)[number]['bucket'];

export interface WorkRow {
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
  readonly reference: string;
  readonly name: string;
  readonly title: string;
  readonly dueInWords: string;
  readonly dueOn: string | null;
  readonly tone: OwedRow['tone'];
  readonly attempts: number;
  readonly lastAttempt: string | null;
}

export interface WorkList {
  readonly bucket: Bucket;
  readonly title: string;
  readonly count: number;
  readonly rows: readonly WorkRow[];
}

export interface PromisedDate {
  readonly caseId: string;
  readonly participantId: string;
  readonly reference: string;
  readonly name: string;
  readonly on: string;
  readonly status: string;
}

export interface AlertRow {
  readonly alertId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly rung: string;
  readonly title: string;
  readonly person: string;
  readonly dueInWords: string;
  readonly snoozedUntil: string | null;
}

export interface MyWorkModel {
  readonly lists: readonly WorkList[];
  readonly isWhole: boolean;
  /** When the next thing is due that is on no list; null: nothing is. */
  readonly next: string | null;
  /** There is more than can be shown, so the counts are too low. */
  readonly isCut: boolean;
  readonly promised: readonly PromisedDate[];
  readonly alerts: readonly AlertRow[];
  readonly recorded: RecordedBanner | null;
}

export const myWorkPage = page<MyWorkModel>('my-work.njk');
