import type { FieldFault } from '@kept-informed/fields';
import type { FaultyField } from './problem.js';

/** Names come from the asker; nothing longer is repeated. */
const LONGEST_NAME = 64;

/** A JSON pointer in its URI form from a path of names, dotted or slashed. Pointers stay as they are. */
export function pointerTo(path: string): string {
  if (/^[#?]/.test(path)) return path;
  return pointer(path.split(/[./]/).filter(Boolean));
}

/** Each fault of a body with its pointer below `#`. */
export function inBody(faults: readonly FieldFault[]): FaultyField[] {
  return faults.map(({ path, detail }) => ({ pointer: pointer(path), detail }));
}

/** Each fault of query parameters: they have names, not paths. */
export function inQuery(faults: readonly FieldFault[]): FaultyField[] {
  return faults.map(({ path, detail }) => ({ pointer: `?${segment(path[0] ?? '')}`, detail }));
}

/** The JSON pointer to a path of names. */
function pointer(path: readonly string[]): string {
  return path.length === 0 ? '#' : `#/${path.map(segment).join('/')}`;
}

/** RFC 6901: `~` and `/` escaped, then percent-encoded for a URI. */
function segment(name: string): string {
  const short = Array.from(name.slice(0, 2 * LONGEST_NAME).replace(/\p{Cs}/gu, '\uFFFD'))
    .slice(0, LONGEST_NAME)
    .join('');
  return encodeURIComponent(short.replaceAll('~', '~0').replaceAll('/', '~1'));
}
