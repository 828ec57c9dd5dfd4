import { page } from '../frame/page.js';

/** A case that few may see. */
export interface RestrictedRow {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly owner: string;
  readonly openedAt: string;
  readonly seenBy: readonly string[];
  /** Whoever broke the glass in the last weeks, the latest first. */
  readonly broken: readonly { readonly by: string; readonly at: string; readonly isOpen: boolean }[];
}

export interface RestrictedModel {
  readonly rows: readonly RestrictedRow[];
  readonly next: string | null;
}

export const restrictedPage = page<RestrictedModel>('restricted.njk');

/** An unsafe number or address that may be used for a while. */
export interface AllowedRow {
  readonly caseId: string;
  readonly reference: string;
  readonly person: string;
  readonly allowedBy: string;
  readonly allowedAt: string;
  readonly until: string;
  readonly holds: boolean;
  readonly reason: string;
  readonly used: number;
}

export interface UnsafeModel {
  readonly rows: readonly AllowedRow[];
  readonly days: number;
}

export const unsafePage = page<UnsafeModel>('unsafe.njk');
