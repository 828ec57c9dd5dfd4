import { validateSync, type ValidationError } from 'class-validator';
import type { DirectoryProblem } from './directory-invalid.js';
import type { ForceFile } from './force-file.js';

/** Every missing, misspelt or ill-shaped key of a force file, each with the path to it. */
export function problemsOfShape(file: ForceFile): DirectoryProblem[] {
  const errors = validateSync(file, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  return errors.flatMap((error) => problemsUnder(error, ''));
}

function problemsUnder(error: ValidationError, parent: string): DirectoryProblem[] {
  const path = pathTo(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    path,
    detail: inWords(rule, message, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsUnder(child, path))];
}

function pathTo(parent: string, key: string): string {
  if (/^\d+$/.test(key)) return `${parent}[${key}]`;
  return parent ? `${parent}.${key}` : key;
}

/** The validator repeats the key in most of its messages; the path says it already. */
function inWords(rule: string, message: string, key: string): string {
  if (rule === 'whitelistValidation') return 'is not a key of the force file';
  if (rule === 'nestedValidation') return 'must be a block of keys';
  return message.startsWith(`${key} `) ? message.slice(key.length + 1) : message.replace(`each value in ${key} `, '');
}
