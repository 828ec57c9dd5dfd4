import type { ValidationError } from 'class-validator';
import type { FaultyField } from './problem.js';

/** Names come from the asker; nothing longer is repeated. */
const LONGEST_NAME = 64;
const ITEM = /^\[(\d+)\] /;

/** A JSON pointer in its URI form from a path of names, dotted or slashed. Pointers stay as they are. */
export function pointerTo(path: string): string {
  if (/^[#?]/.test(path)) return path;
  return `#/${path.split(/[./]/).filter(Boolean).map(segment).join('/')}`;
}

/** Every failing field of the tree with its pointer below `#`. */
export function problemsIn(errors: ValidationError[], above: readonly string[] = []): FaultyField[] {
  return errors.flatMap((error) => {
    const path = [...above, error.property];
    const own = ownProblem(error, path);
    return own ? [own] : problemsIn(error.children ?? [], path);
  });
}

/** The same problems for query parameters: they have names, not paths. */
export function inQuery(problems: FaultyField[]): FaultyField[] {
  return problems.map(({ pointer: at, detail }) => ({ pointer: `?${at.split('/')[1] ?? ''}`, detail }));
}

function ownProblem(error: ValidationError, path: readonly string[]): FaultyField | undefined {
  const { whitelistValidation, expected, eachExpected, ...others } = error.constraints ?? {};
  if (whitelistValidation) return { pointer: pointer(path), detail: 'There is no such field.' };
  const said = expected ?? eachExpected ?? Object.values(others)[0];
  if (said === undefined) return undefined;
  const item = ITEM.exec(said);
  if (!item) return { pointer: pointer(path), detail: said };
  return { pointer: pointer([...path, item[1]!]), detail: said.slice(item[0].length) };
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
