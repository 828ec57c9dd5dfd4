import type { LinesUnder } from '../frame/form-page.js';
import { page } from '../frame/page.js';

/** All that is kept of somebody on one case, in words, under its headings. */
export interface KeptOnCase {
  readonly reference: string;
  readonly caseId: string;
  /** Such as `Crime, as victim`. */
  readonly as: string;
  /** False: nothing says who they are; they were erased, or nothing was ever entered. */
  readonly isKnown: boolean;
  readonly parts: readonly LinesUnder[];
}

export interface KeptModel {
  readonly caseId: string;
  readonly reference: string;
  readonly role: string;
  readonly cases: readonly KeptOnCase[];
}

/** All that is kept of somebody, for themselves to read. */
export const keptPage = page<KeptModel>('kept-of-them.njk');
