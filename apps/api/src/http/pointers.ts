import { faultsIn } from '@kept-informed/fields';
import type { ValidationError } from 'class-validator';
import type { FieldProblem } from './problem.js';

/** Names come from the asker; nothing longer is repeated. */
const LONGEST_NAME = 64;

/** A JSON pointer in its URI form from a path of names, dotted or slashed. Pointers stay as they are. */
export function pointerTo(path: string): string {
  if (/^[#?]/.test(path)) return path;
  return `#/${path.split(/[./]/).filter(Boolean).map(segment).join('/')}`;
}

/** Every failing field of the tree with its pointer below `#`. */
export function problemsIn(errors: readonly ValidationError[]): FieldProblem[] {
  return faultsIn(errors).map(({ path, detail }) => ({ pointer: pointer(path), detail }));
}

/** The same problems for query parameters: they have names, not paths. */
export function inQuery(problems: FieldProblem[]): FieldProblem[] {
  return problems.map(({ pointer: at, detail }) => ({ pointer: `?${at.split('/')[1] ?? ''}`, detail }));
}

/** The JSON pointer to a path of names. */
export function pointer(path: readonly string[]): string {
  return `#/${path.map(segment).join('/')}`;
}

/** RFC 6901: `~` and `/` escaped, then percent-encoded for a URI. */
function segment(name: string): string {
  const short = Array.from(name.replace(/\p{Cs}/gu, '\uFFFD'))
    .slice(0, LONGEST_NAME)
    .join('');
  return encodeURIComponent(short.replaceAll('~', '~0').replaceAll('/', '~1'));
}
