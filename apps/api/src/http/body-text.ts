import { isUtf8 } from 'node:buffer';
import { invalid, ProblemException, unsupportedMediaType } from './problem.js';

/** No request is nested as deep, and what walks through one by calling itself ends in a stack overflow at some depth. */
const deepest = 16;

/** Refuses, before it is parsed, what comes as JSON and is not UTF-8, or is nested deeper than anything that is asked. */
export function checkBodyText(_request: unknown, _response: unknown, text: Buffer, charset: string): void {
  if (charset !== 'utf-8') throw unsupportedMediaType();
  if (!isUtf8(text))
    throw new ProblemException(400, 'malformed-text', 'The body is not UTF-8', { detail: 'Send the text as UTF-8.' });
  if (isNestedDeeper(text, deepest)) throw invalid([{ pointer: '#', detail: 'It is nested too deeply.' }]);
}

const quote = 0x22;
const backslash = 0x5c;
/** With the bit that tells `[` from `{` and `]` from `}`. */
const opening = 0x7b;
const closing = 0x7d;
const eitherBracket = 0x20;

/** Each byte once: a megabyte takes 2 ms. All bytes looked for are ASCII, so no character is taken for another. */
export function isNestedDeeper(text: Uint8Array, most: number): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at]!;
    if (byte === quote) isQuoted = !isQuoted;
    else if (isQuoted) at += byte === backslash ? 1 : 0;
    else if ((byte | eitherBracket) === opening) depth += 1;
    else if ((byte | eitherBracket) === closing) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
