import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { SelectItem } from './report-choices.js';

/** Somebody who has had no update for some time. */
export interface SilentRow {
  readonly caseId: string;
  readonly reference: string;
  readonly role: string;
  readonly entitlement: string;
  readonly owner: string;
  readonly daysSilent: number;
  readonly since: string;
  readonly isNeverTold: boolean;
}

export interface SilenceModel {
  readonly days: string;
  readonly known: string;
  readonly bcu: readonly SelectItem[];
  readonly team: readonly SelectItem[];
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  /** Null: what was asked for makes no sense, as the faults say. */
  readonly silence: {
    readonly asOf: string;
    readonly rows: readonly SilentRow[];
    readonly next: string | null;
    readonly files: readonly FileLink[];
  } | null;
  /** Who looks may open the cases. */
  readonly mayOpen: boolean;
}

export const silencePage = page<SilenceModel>('silence.njk');
