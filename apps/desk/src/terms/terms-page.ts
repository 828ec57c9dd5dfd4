import { page } from '../frame/page.js';
import type { PageLink } from '../frame/page-link.js';

/** A version of the policy or of the calendar, and what became of it. */
export interface TermsVersionRow {
  readonly versionId: string;
  readonly status: string;
  /** By whom, and when; null: what the force starts with. */
  readonly draftedBy: string | null;
  readonly draftedAt: string | null;
  readonly activatedBy: string | null;
  readonly activatedAt: string | null;
  readonly links: readonly PageLink[];
}

export interface TermsModel {
  readonly kinds: readonly { readonly title: string; readonly rows: readonly TermsVersionRow[] }[];
  /** Cases that are still to be worked out anew under what was activated last. */
  readonly left: number;
}

/** What the force goes by: what holds, what held, and what was drafted. */
export const termsPage = page<TermsModel>('terms.njk');
