import { hash } from 'node:crypto';
import type { StoredFact } from '@kept-informed/event-store';

/**
 * JSON as RFC 8785 writes it: members in the order of their UTF-16 units, no space, numbers and texts as ECMAScript writes
 * them. A few lines and no package: `canonicalize`, against which the spec holds it, takes several times as long, and a fact
 * has 25 microseconds (docs/decisions/0016).
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textJson(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let members = '';
  if (Array.isArray(value)) {
    for (const item of value) members += `${members && ','}${canonicalJson(item)}`;
    return `[${members}]`;
  }
  for (const { name, head } of inOrder(Object.keys(value))) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) members += `${members && ','}${head}${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Most texts stand as they are: to see that takes a third of the time of having them written. */
const textJson = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

interface MemberName {
  readonly name: string;
  /** As it stands before the member. */
  readonly head: string;
}

/** Facts of a type have the same names: sorting them each time took a fifth of the whole. */
const known = new Map<string, readonly MemberName[]>();
const mostKnown = 1_000;
const between = '\u0000';

function inOrder(names: string[]): readonly MemberName[] {
  const joined = names.join(between);
  const found = known.get(joined);
  // A name with the sign between them in it would make of two lists one text, and the other list is the longer.
  if (found?.length === names.length) return found;
  const ordered = names.toSorted().map((name) => ({ name, head: `${textJson(name)}:` }));
  if (known.size < mostKnown && !names.some((name) => name.includes(between))) known.set(joined, ordered);
  return ordered;
}

/** What the log takes in of a fact, 32 bytes: so that whoever reads the log learns nothing of what was recorded. */
export function digestOf(fact: StoredFact): Buffer {
  return digestOfText(canonicalJson(fact));
}

export const digestOfText = (text: string): Buffer => hash('sha256', text, 'buffer');
