import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested, type ValidationArguments } from 'class-validator';
import { type FieldOptions, type FieldRule, described, expected, field } from './rule.js';
import { text } from './scalar-rules.js';

type Class = new () => object;

export interface ListOptions extends FieldOptions {
  /** At least so many items; 0 by default. */
  min?: number;
  /** At most so many items; 100 by default. */
  max?: number;
}

const LONGEST_ITEM = 500;

/* Swagger knows a type that is to be asked for later by its function's name, `type`: hence the `type: () => of()`. */

/** One object of the class, itself checked field by field. A list of them is refused. */
export function Nested(of: () => Class, options: FieldOptions = {}): PropertyDecorator {
  const rule: FieldRule = { expected: 'an object', accepts: (value) => value instanceof of(), schema: {} };
  return applyDecorators(
    described({ type: () => of() }, options),
    Type(of),
    expected(rule, options),
    ...nestedOr(options),
  );
}

/**
 * A list: of objects (`() => Class`), of plain texts (`() => String`) or of values that each follow a rule.
 * In query parameters (`fromText`) the items come separated by commas.
 */
export function ListOf(
  of: (() => Class | StringConstructor) | FieldRule,
  options: ListOptions = {},
): PropertyDecorator {
  if (typeof of !== 'function') return scalars(of, options);
  // A class that is declared further down the file cannot be asked for yet; it is then no String either.
  return isString(of) ? scalars(text({ max: LONGEST_ITEM }), options) : objects(of as () => Class, options);
}

function scalars(item: FieldRule, { min = 0, max = 100, ...options }: ListOptions): PropertyDecorator {
  const readItem = (value: unknown) => (item.read ? item.read(value) : value);
  const rule: FieldRule = {
    expected: lengths(min, max),
    accepts: (value) => hasLength(value, min, max),
    read: (value) => (Array.isArray(value) ? value.map(readItem) : value),
    readText: (value) => value.split(',').map((each) => (item.readText ? item.readText(each) : each)),
    schema: { type: 'array', items: item.schema, minItems: min, maxItems: max },
  };
  return applyDecorators(
    field(rule, options),
    eachItem(item.expected, (value) => item.accepts(value)),
  );
}

function objects(of: () => Class, { min = 0, max = 100, ...options }: ListOptions): PropertyDecorator {
  const rule: FieldRule = { expected: lengths(min, max), accepts: (value) => hasLength(value, min, max), schema: {} };
  return applyDecorators(
    described({ type: () => of(), isArray: true, minItems: min, maxItems: max }, options),
    Type(of),
    expected(rule, options),
    eachItem('an object', (value) => value instanceof of()),
    ...nestedOr(options),
  );
}

function nestedOr(options: FieldOptions): PropertyDecorator[] {
  const absent = Transform(({ value }: { value: unknown }) => (value === null ? undefined : value));
  return [absent, ValidateNested(), ...(options.optional ? [IsOptional()] : [])];
}

/** Checks every item; the message starts with `[n]`, the place of the first that fails, for the pointer. */
function eachItem(wanted: string, accepts: (value: unknown) => boolean): PropertyDecorator {
  const failing = (value: unknown) => (Array.isArray(value) ? value.findIndex((each) => !accepts(each)) : -1);
  return ValidateBy({
    name: 'eachExpected',
    validator: {
      validate: (value: unknown) => failing(value) < 0,
      defaultMessage: (about?: ValidationArguments) => `[${failing(about?.value)}] Expected ${wanted}.`,
    },
  });
}

function hasLength(value: unknown, min: number, max: number): boolean {
  return Array.isArray(value) && value.length >= min && value.length <= max;
}

function lengths(min: number, max: number): string {
  return `a list of ${min} to ${max} items`;
}

function isString(of: () => unknown): boolean {
  try {
    return of() === String;
  } catch {
    return false;
  }
}
