import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { everythingText } from './rule.js';

/** What is wrong with a field: the names that lead to it, places in a list among them, and a sentence. */
export interface FieldFault {
  readonly path: readonly string[];
  readonly detail: string;
}

/** What is said of a field that the class does not have. */
export const unknownField = 'There is no such field.';

/** Begins what is said of one item of a list. */
const item = /^\[(\d+)\] /;

/**
 * Reads an object into a class of fields, whatever is wrong with it, and names every field at fault. `fromText`: each
 * value comes as text.
 */
export function readFields<T extends object>(
  Fields: new () => T,
  plain: object,
  { fromText = false } = {},
): { value: T; faults: FieldFault[] } {
  const value = plainToInstance(Fields, plain, { groups: fromText ? [everythingText] : [] });
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  return { value, faults: faultsIn(errors) };
}

/** Every field at fault in class-validator's tree of errors. */
export function faultsIn(errors: readonly ValidationError[], above: readonly string[] = []): FieldFault[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = [...above, property];
    const { whitelistValidation, expected, eachExpected, ...others } = constraints;
    const said = whitelistValidation ? unknownField : (expected ?? eachExpected ?? Object.values(others)[0]);
    if (said === undefined) return faultsIn(children, path);
    const [start, place] = item.exec(said) ?? [];
    return [place ? { path: [...path, place], detail: said.slice(start!.length) } : { path, detail: said }];
  });
}
