import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { SelectItem } from './report-choices.js';

/** A group in its place; a small one, or what would give it away, says nothing. */
interface AlikeLine {
  readonly place: string;
  readonly group: string;
  readonly figures: readonly string[];
}

export interface AlikeModel {
  readonly quarter: readonly SelectItem[];
  readonly by: readonly SelectItem[];
  readonly of: string;
  readonly lines: readonly AlikeLine[];
  /** Whether white people are kept informed otherwise than minorities, of all and by place. */
  readonly verdicts: readonly { readonly place: string; readonly text: string }[];
  readonly knownAt: string;
  readonly definition: string;
  readonly files: readonly FileLink[];
}

export const alikePage = page<AlikeModel>('alike.njk');
