import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';

/** One obligation that a report counts otherwise than it did. */
export interface ChangedRow {
  readonly caseId: string;
  readonly obligationId: string;
  readonly title: string;
  readonly was: string;
  readonly is: string;
  /** What was recorded in between, in words. */
  readonly why: readonly string[];
}

export interface ChangesModel {
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
  readonly isRecordedAlone: boolean;
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  /** Null: what was asked for makes no sense, as the faults say, or nothing was asked for yet. */
  readonly changes: {
    readonly before: string;
    readonly after: string;
    readonly rows: readonly ChangedRow[];
    /** Of restricted cases. */
    readonly withheld: number;
    readonly next: string | null;
    readonly definition: string;
    readonly files: readonly FileLink[];
  } | null;
  /** Who looks may open the cases. */
  readonly mayOpen: boolean;
}

export const changesPage = page<ChangesModel>('changes.njk');
