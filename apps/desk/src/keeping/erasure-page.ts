import { page } from '../frame/page.js';
import type { PageLink } from '../frame/page-link.js';

/** An erasure as a list shows it: by dates, posts and codes, which outlive whom it is about. */
export interface ErasureRow {
  readonly href: string;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly why: string;
  readonly state: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string;
  /** As whom they are on cases that who looks sees. */
  readonly who: readonly PageLink[];
  /** As how many participants they are to go, or went. */
  readonly count: number;
}

export interface ErasuresModel {
  readonly rows: readonly ErasureRow[];
  /** One list for each state. */
  readonly lists: readonly (PageLink & { readonly isCurrent: boolean })[];
  /** There are more than can be shown. */
  readonly isCut: boolean;
  readonly looksThrough: boolean;
}

/** Who is to be erased, and who was. */
export const erasuresPage = page<ErasuresModel>('erasures.njk');

export interface ErasureModel {
  readonly erasure: ErasureRow;
  /** What holds of it, the first thing first. */
  readonly says: readonly string[];
  /** What can be done about it by who looks. */
  readonly links: readonly PageLink[];
}

/** One erasure, from its asking to its end. */
export const erasurePage = page<ErasureModel>('erasure.njk');
