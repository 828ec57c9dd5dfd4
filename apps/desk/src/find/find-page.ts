import { page } from '../frame/page.js';

/** Somebody on a case who meets what was looked for, and by what. */
export interface FoundPerson {
  readonly name: string;
  readonly role: string;
  /** Such as “telephone ends 001”. */
  readonly matched: string;
}

export interface FoundCase {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly about: string;
  readonly status: string;
  readonly owner: string;
  readonly openedAt: string;
  /** Empty: it was found by its reference. */
  readonly people: readonly FoundPerson[];
}

/** A case that who looks opened before. */
export interface RecentlySeenCase {
  readonly caseId: string;
  readonly reference: string;
  readonly about: string;
  readonly status: string;
  /** When they opened it last. */
  readonly at: string;
}

export interface FindModel {
  readonly q: string;
  /** Null: nothing was asked for yet. */
  readonly found: readonly FoundCase[] | null;
  readonly hasMore: boolean;
  /** The case of this reference that who asks may not see, and may know of; null: there is none. */
  readonly restricted: string | null;
  /** What was looked for can be the reference of a case that is not there yet. */
  readonly mayBeReference: boolean;
  /** What they opened last; none once something is asked for. */
  readonly recent: readonly RecentlySeenCase[];
}

export const findPage = page<FindModel>('find.njk');
