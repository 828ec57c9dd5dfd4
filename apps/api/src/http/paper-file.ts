import type { StreamableFile } from '@nestjs/common';
import { asFile } from '@kept-informed/exports';
import { NoTypesetter, type Paper, paperType, typeset } from '@kept-informed/papers';
import { ProblemException } from './problem.js';

/** A paper as a file; 501 where the machine has no typesetter. */
export function paperFile(paper: Paper, name: string): StreamableFile {
  try {
    return asFile({ name: `${name}.pdf`, type: paperType, bytes: typeset(paper) });
  } catch (error) {
    if (!(error instanceof NoTypesetter)) throw error;
    throw new ProblemException(501, 'no-typesetter', 'No papers here', {
      detail: 'The machine on which this runs cannot make PDF. It can be had in another form.',
    });
  }
}
