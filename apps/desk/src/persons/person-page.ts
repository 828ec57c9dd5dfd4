import { page } from '../frame/page.js';

/** Somebody as a case knows them. */
export interface PlaceRow {
  readonly caseId: string;
  readonly reference: string;
  readonly role: string;
  readonly name: string;
  /** Such as `phone 01632 960001`. */
  readonly safe: readonly string[];
  readonly unsafe: readonly string[];
}

/** That two of these are one person. */
export interface PersonLinkRow {
  /** Where it is taken back; null: it goes with a merger, or was taken back. */
  readonly ending: string | null;
  readonly between: string;
  readonly linkedAt: string;
  readonly linkedBy: string;
  readonly byMerger: boolean;
  readonly endedAt: string | null;
}

export interface PersonModel {
  /** Where is said who is the same; null: they were erased. */
  readonly linking: string | null;
  readonly name: string;
  readonly places: readonly PlaceRow[];
  readonly links: readonly PersonLinkRow[];
}

/** One person on many cases. */
export const personPage = page<PersonModel>('person.njk');
