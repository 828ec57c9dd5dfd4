import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { FiguresAsked } from './figures-asked.js';

export interface NoLimitModel extends FiguresAsked {
  readonly duties: {
    readonly columns: readonly string[];
    readonly lines: readonly { readonly name: string; readonly figures: readonly string[] }[];
    readonly knownAt: string;
    readonly definition: string;
    readonly files: readonly FileLink[];
  } | null;
}

export const noLimitPage = page<NoLimitModel>('no-limit.njk');
