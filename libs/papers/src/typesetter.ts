import { createRequire } from 'node:module';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { paperLayout } from './paper-layout.js';
import type { Paper } from './paper.js';

export const paperType = 'application/pdf';

/** There is no typesetter for this kind of machine: its library is a program of its own for each. */
export class NoTypesetter extends Error {
  constructor(cause: unknown) {
    super('Papers cannot be made on this kind of machine', { cause });
  }
}

/** The standard that tags a paper for readers of screens; what it asks for and is missing is an error. */
const standard = 'ua-1';
/** Rounds of papers after which what was worked out for one is forgotten. */
const roundsKept = 10;

let made: NodeCompiler | undefined;

/**
 * A paper as PDF/UA-1, the same bytes for the same paper. Its letters come with the library; none of the machine's are used. Throws
 * where the library has no program for the machine.
 */
export function typeset(paper: Paper): Buffer {
  const compiler = (made ??= compilerHere());
  const said = {
    ...paper,
    parts: paper.parts.map((part) => ({
      ...part,
      picture: part.picture && { svg: part.picture.drawing.svg, words: part.picture.words },
    })),
  };
  const result = compiler.compile({ mainFileContent: paperLayout, inputs: { paper: JSON.stringify(said) } });
  const pdf = compiler.pdf(
    documentOf(result.result, () => compiler.fetchDiagnostics(result.takeError()!)),
    {
      pdfStandard: standard,
    },
  );
  compiler.evictCache(roundsKept);
  return pdf;
}

function documentOf(document: NodeTypstDocument | null, faults: () => unknown): NodeTypstDocument {
  if (!document) throw new Error(`The paper cannot be set: ${JSON.stringify(faults())}`);
  return document;
}

/** Loaded when the first paper is wanted: 77 MB, which most processes never need. */
function compilerHere(): NodeCompiler {
  const require = createRequire(import.meta.url);
  try {
    const library = require('@myriaddreamin/typst-ts-node-compiler') as { NodeCompiler: typeof NodeCompiler };
    return library.NodeCompiler.create();
  } catch (error) {
    throw new NoTypesetter(error);
  }
}
