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
  readonly of: readonly SelectItem[];
  readonly by: readonly SelectItem[];
  /** What the places are. */
  readonly where: string;
  readonly lines: readonly AlikeLine[];
  /** Whether the first group is kept informed otherwise than the others, of all and by place. */
  readonly verdicts: readonly { readonly place: string; readonly groups: string; readonly text: string }[];
  readonly knownAt: string;
  readonly definition: string;
  readonly files: readonly FileLink[];
}

export const alikePage = page<AlikeModel>('alike.njk');
