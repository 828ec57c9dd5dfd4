import type { ExportFile } from '@kept-informed/exports';
import { NoTypesetter, type Paper, paperType, typeset } from '@kept-informed/papers';
import { PageTrouble } from '../frame/page-trouble.js';

/** The machine on which this runs cannot make PDF. */
class NoPaperHere extends PageTrouble {
  readonly status = 501;
}

/** A paper as a file. */
export function paperOf(paper: Paper, name: string): ExportFile {
  try {
    return { name: `${name}.pdf`, type: paperType, bytes: typeset(paper) };
  } catch (error) {
    throw error instanceof NoTypesetter ? new NoPaperHere() : error;
  }
}
