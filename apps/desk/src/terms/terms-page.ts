import { page } from '../frame/page.js';
import type { LinesUnder } from '../frame/form-page.js';
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
  /** Where a new version is drafted; empty: who looks may not. */
  readonly drafting: readonly PageLink[];
  /** Cases that are still to be worked out anew under what was activated last. */
  readonly left: number;
}

/** What the force goes by: what holds, what held, and what was drafted. */
export const termsPage = page<TermsModel>('terms.njk');

/** An obligation that a draft would change. */
export interface PreviewedRow {
  readonly title: string;
  readonly change: string;
  readonly dueOn: string | null;
  readonly wouldBeDueOn: string | null;
}

/** A version with what it says otherwise than what holds, and of a draft that can be let hold what it would change now. */
export interface DraftModel {
  readonly kind: string;
  readonly versionId: string;
  readonly status: string;
  /** Null: what the force starts with. */
  readonly draftedBy: string | null;
  readonly draftedAt: string | null;
  /** All that it says. */
  readonly says: readonly LinesUnder[];
  /** Empty: nothing; null: it holds, or is of another time. */
  readonly otherwise: readonly LinesUnder[] | null;
  readonly warnings: readonly string[];
  /** Why it cannot be let hold, where it is a draft; empty: it can. */
  readonly inTheWay: string;
  /** Null: it cannot be let hold. */
  readonly preview: {
    readonly reaches: readonly (PageLink & { readonly isCurrent: boolean })[];
    /** Null: nobody asked yet, which is worked out case by case. */
    readonly counts: readonly string[] | null;
    readonly rows: readonly PreviewedRow[];
    readonly hasMore: boolean;
  } | null;
  readonly links: readonly PageLink[];
}

export const draftPage = page<DraftModel>('terms-draft.njk');
