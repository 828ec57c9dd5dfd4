import { page } from '../frame/page.js';

/** Somebody who meets what was looked for. */
export interface CounterMatch {
  /** Where they are asked who they are. */
  readonly href: string;
  readonly name: string;
  readonly role: string;
  readonly reference: string;
  /** Such as “name, date of birth”. */
  readonly matched: string;
}

export interface CounterModel {
  readonly q: string;
  readonly reference: string;
  /** Null: nobody was looked for yet. */
  readonly found: readonly CounterMatch[] | null;
  readonly hasMore: boolean;
  /** What became of the reference; empty: there is nothing to say of it. */
  readonly ofReference: string;
}

export const counterPage = page<CounterModel>('counter.njk');

/** Something that is not said, and why. */
export interface NotSaid {
  readonly what: string;
  readonly because: string;
}

/** What a clerk reads while somebody stands before them. */
export interface MaySayModel {
  readonly reference: string;
  /** By what they proved who they are; empty: they did not. */
  readonly proved: string;
  readonly maySay: readonly string[];
  readonly mayNotSay: readonly NotSaid[];
  /** How to call them back; empty: no safe way is known. */
  readonly callBack: readonly string[];
  readonly isVerified: boolean;
  /** Why the force chose what may be said, and since when; null: it always was so. */
  readonly rule: { readonly because: string; readonly since: string | null };
  /** What was recorded just now; empty: nothing. */
  readonly done: string;
  readonly links: { readonly identity: string; readonly message: string; readonly enquiry: string };
}

export const maySayPage = page<MaySayModel>('may-say.njk');
