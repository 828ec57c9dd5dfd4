import type { OwedRow, RecordedBanner } from '../cases/case-page.js';
import type { RecentlySeenCase } from '../find/find-page.js';
import type { FormFault } from '../frame/form-field.js';
import { page } from '../frame/page.js';
import type { AlertForm } from './alert-form.js';

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
  /** At which point of its time somebody was warned, or of what. */
  readonly warned: string;
  readonly title: string;
  readonly person: string;
  readonly dueInWords: string;
  readonly snoozedUntil: string | null;
}

export interface AlertList {
  readonly count: number;
  /** Those that are due first. */
  readonly rows: readonly AlertRow[];
}

/** The forms of the rows of alerts: the one that was sent and has to be mended, and what they choose from. */
export interface AlertForms {
  /** Empty fields where none was sent. */
  readonly sent: AlertForm;
  readonly faults: readonly FormFault[];
  readonly aside: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
}

/** What was done about an alert a moment ago. */
export interface AlertDone {
  readonly reference: string;
  readonly title: string;
  /** Null: it was taken on. */
  readonly asideUntil: string | null;
}

export interface MyWorkModel {
  readonly lists: readonly WorkList[];
  readonly isWhole: boolean;
  /** When the next thing is due that is on no list; null: nothing is. */
  readonly next: string | null;
  /** Of the whole of a list there is more than can be shown. */
  readonly isCut: boolean;
  readonly promised: readonly PromisedDate[];
  readonly alerts: AlertList;
  /** Those that wait for their time. */
  readonly aside: AlertList;
  readonly alertForms: AlertForms;
  readonly done: AlertDone | null;
  readonly recorded: RecordedBanner | null;
  /** What they opened last. */
  readonly recent: readonly RecentlySeenCase[];
}

export const myWorkPage = page<MyWorkModel>('my-work.njk');
