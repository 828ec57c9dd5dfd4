import type { FaultyField } from './problem.js';
import { pointer } from './pointers.js';

const DEEPEST = 16;

/**
 * What no class can be asked about. class-validator takes names that every object inherits (`toString`,
 * `constructor`) for known fields and lets them through; and it follows a body as deep as it goes.
 */
export function oddities(value: unknown, path: readonly string[] = []): FaultyField[] {
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > DEEPEST) return [{ pointer: pointer(path.slice(0, 1)), detail: 'It is nested too deeply.' }];
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = [...path, name];
    if (name in Object.prototype) return [{ pointer: pointer(below), detail: 'There is no such field.' }];
    return oddities(inner, below);
  });
}
