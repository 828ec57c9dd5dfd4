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

/** A megabyte takes a millisecond. All bytes looked for are ASCII, so no character is taken for another. */
export function isNestedDeeper(text: Buffer, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at]!;
    if (byte === quote) at = endOfString(text, at);
    else if ((byte | eitherBracket) === opening) depth += 1;
    else if ((byte | eitherBracket) === closing) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** So short are most strings; looking ahead in one of those would take longer than going through it. */
const short = 32;

/** Where the string ends that begins at a quotation mark; the end of the text where it never does. */
function endOfString(text: Buffer, begin: number): number {
  let passed = 0;
  let nextQuote = begin;
  for (let at = begin + 1; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === quote) return at;
    if (byte === backslash) at += 1;
    else if ((passed += 1) % short === 0) {
      // Kept, so that a text full of backslashes is not searched to its end for each of them.
      if (nextQuote <= at) nextQuote = placeOf(quote, text, at + 1);
      at += placeOf(backslash, text.subarray(at + 1, nextQuote), 0);
    }
  }
  return text.length;
}

/** Where a byte stands next; the end of the text where it does not. */
function placeOf(byte: number, text: Buffer, from: number): number {
  const place = text.indexOf(byte, from);
  return place < 0 ? text.length : place;
}
