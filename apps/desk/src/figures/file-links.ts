import { type FileEnding, fileTypes } from '@kept-informed/exports';
import { NoSuchPage } from '../frame/page-trouble.js';
import { addressOf } from './report-query.js';

/** The same as a file. */
export interface FileLink {
  readonly href: string;
  readonly text: string;
}

type LinkParts = Readonly<Record<string, string | undefined>>;

/** Where a table can be taken away. */
export const filesAt = (path: string, parts: LinkParts): readonly FileLink[] => [
  { href: addressOf(`${path}.xlsx`, parts), text: 'Spreadsheet (XLSX)' },
  { href: addressOf(`${path}.csv`, parts), text: 'Comma-separated values (CSV)' },
];

/** Where a report can be had on paper, with its picture. */
export const paperAt = (parts: LinkParts): FileLink => ({
  href: addressOf('/report.pdf', parts),
  text: 'Paper (PDF)',
});

/** In which form a file is asked for by its address. */
export function endingIn(ending: unknown): FileEnding {
  if (typeof ending === 'string' && Object.hasOwn(fileTypes, ending)) return ending as FileEnding;
  throw new NoSuchPage();
}
