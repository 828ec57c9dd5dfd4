import { page } from '../frame/page.js';

interface PublicationRow {
  readonly href: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly by: string;
}

export interface PublicationsModel {
  readonly rows: readonly PublicationRow[];
  readonly next: string | null;
  /** Who looks may publish. */
  readonly mayPublish: boolean;
}

export const publicationsPage = page<PublicationsModel>('publications.njk');

/** A return asked again today. */
export interface AskedAgain {
  readonly isUnchanged: boolean;
  /** Null: not sealed yet. */
  readonly leaf: number | null;
  readonly isSame: boolean;
  /** What is answered otherwise, in words. */
  readonly restated: readonly string[];
}

export interface PublicationModel {
  readonly title: string;
  readonly note: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly parts: readonly {
    readonly heading: string;
    readonly said: readonly string[];
    readonly heads: readonly string[];
    readonly lines: readonly (readonly string[])[];
  }[];
  readonly paper: string;
  readonly document: string;
  readonly again: string;
  /** Null: nobody asked for it. */
  readonly verified: AskedAgain | null;
}

export const publicationPage = page<PublicationModel>('publication.njk');
