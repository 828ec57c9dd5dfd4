import type { PageLink } from './page-link.js';

/** Something recorded, in words. */
export interface TimelineRow {
  readonly version: number;
  readonly words: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly isLate: boolean;
  /** It was told to staff, and happened to nobody. */
  readonly isAlert: boolean;
  readonly by: string;
  readonly texts: readonly string[];
  /** What followed from it by itself, in words. */
  readonly followed: readonly string[];
  /** What can be done about it. */
  readonly mayDo: readonly PageLink[];
}
