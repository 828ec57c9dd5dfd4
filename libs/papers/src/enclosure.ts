import { inflateSync } from 'node:zlib';

/** Whether a file is a PDF, by how it begins. */
export const isPaper = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** The file that goes with a paper of ours, byte by byte as it was put in; null: none does. */
export function enclosureOf(pdf: Buffer): Buffer | null {
  // A letter each, so that places in the text are places in the bytes.
  const text = pdf.toString('latin1');
  for (const found of text.matchAll(/\bobj\s*<<((?:(?!endobj)[^])*?)>>\s*stream\r?\n/g)) {
    const [head, said] = found as unknown as [string, string];
    const length = /\/Length (\d+)/.exec(said)?.[1];
    if (!said.includes('/EmbeddedFile') || length === undefined) continue;
    const from = found.index + head.length;
    return inflateSync(pdf.subarray(from, from + Number(length)));
  }
  return null;
}
