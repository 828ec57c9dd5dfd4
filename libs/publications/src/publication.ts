import { createHash } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { canonicalJson } from '@kept-informed/proof';

/** What the figures of a return were worked out by. */
export interface PublishedVersions {
  /** How many facts the streams of policies and of calendars had. */
  readonly policy: number;
  readonly calendar: number;
  /** SHA-256 of the catalogue of promises, in hexadecimal. */
  readonly catalogue: string;
  readonly code: string;
}

/** A question with the answer that was given to it. */
export interface PublishedAnswer {
  readonly report: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
}

/** A return as it was given. */
export interface PublishedReturn {
  readonly publicationId: string;
  readonly title: string;
  readonly note: string | null;
  readonly publishedBy: string;
  /** Everything recorded up to then takes part, and nothing later. */
  readonly knownAt: Instant;
  /** The highest in the store when it was frozen. */
  readonly position: string;
  readonly versions: PublishedVersions;
  readonly questions: readonly PublishedAnswer[];
}

/** The bytes of a return, the same for the same return. */
export const documentOf = (published: PublishedReturn): string => canonicalJson(published);

/** SHA-256 of what a document or a catalogue says, in hexadecimal. */
export const digestOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
