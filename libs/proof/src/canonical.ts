import { createHash } from 'node:crypto';
import type { StoredFact } from '@kept-informed/event-store';

/**
 * JSON as RFC 8785 writes it: members in the order of their UTF-16 units, no space, numbers and texts as ECMAScript writes
 * them. Ten lines and no package: `canonicalize`, against which the spec holds it, takes several times as long, and a fact has
 * 25 microseconds (docs/decisions/0016).
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textJson(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) members += `${members && ','}${textJson(name)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Most texts stand as they are: to see that takes a third of the time of having them written. */
const textJson = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

/** What the log takes in of a fact, 32 bytes: so that whoever reads the log learns nothing of what was recorded. */
export function digestOf(fact: StoredFact): Buffer {
  return digestOfText(canonicalJson(fact));
}

export const digestOfText = (text: string): Buffer => createHash('sha256').update(text).digest();
