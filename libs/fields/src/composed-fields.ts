import { applyDecorators } from '@nestjs/common';
import { IntersectionType } from '@nestjs/mapped-types';
import { ValidateNested } from 'class-validator';
import { declareAll, type DeclaredField, type FieldsClass } from './declared.js';
import { readObject } from './read-fields.js';
import type { FieldReading } from './field-reading.js';
import { type FieldOptions, type FieldRule, faultOf, property, readBy, wanted } from './rule.js';
import { text } from './scalar-rules.js';

export interface ListOptions extends FieldOptions {
  /** At least so many items; 0 by default. */
  min?: number;
  /** At most so many items; 100 by default. */
  max?: number;
  /** What is said where an item comes twice; it may if left out. */
  twice?: string;
}

type ReadItem = DeclaredField['read'];

const LONGEST_ITEM = 500;

/* Swagger knows a type that is to be asked for later by its function's name, `type`: hence the `type: () => of()`. */

/** One object of the class, itself read field by field. A list of them is refused. */
export function Nested(of: () => FieldsClass, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    property('an object', { schema: { type: () => of() }, options }, objectOf(of)),
    ValidateNested(),
  );
}

/**
 * A list: of objects (`() => Class`), of plain texts (`() => String`) or of values that each follow a rule.
 * In query parameters (`fromText`) the items come separated by commas.
 */
export function ListOf(
  of: (() => FieldsClass | StringConstructor) | FieldRule,
  options: ListOptions = {},
): PropertyDecorator {
  if (typeof of !== 'function') return scalars(of, options);
  // A class that is declared further down the file cannot be asked for yet; it is then no String either.
  return isString(of) ? scalars(text({ max: LONGEST_ITEM }), options) : objects(of as () => FieldsClass, options);
}

/** A class with the fields of both. */
export function Both<One extends object, Other extends object>(
  one: new () => One,
  other: new () => Other,
): new () => One & Other {
  const Class = IntersectionType(one, other) as new () => One & Other;
  declareAll(Class, [one, other]);
  return Class;
}

function scalars(item: FieldRule, options: ListOptions): PropertyDecorator {
  const { min, max } = lengthsOf(options);
  const schema = { type: 'array', items: item.schema, minItems: min, maxItems: max };
  const read = readList(options, (value, reading) => {
    const one = readBy(item, value, isText(options, reading));
    if (!item.accepts(one)) reading.fault(faultOf(item, one));
    return one;
  });
  return property(lengths(options), { schema, options }, (value, reading) =>
    read(typeof value === 'string' && isText(options, reading) ? value.split(',') : value, reading),
  );
}

function objects(of: () => FieldsClass, options: ListOptions): PropertyDecorator {
  const { min, max } = lengthsOf(options);
  const schema = { type: () => of(), isArray: true, minItems: min, maxItems: max };
  return applyDecorators(
    property(lengths(options), { schema, options }, readList(options, objectOf(of))),
    ValidateNested(),
  );
}

/** Its length before its items: what a list of any length costs is the same. */
function readList(options: ListOptions, item: ReadItem): ReadItem {
  const { min, max } = lengthsOf(options);
  const said = wanted(lengths(options));
  return (value, reading) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      reading.fault(isEmpty(value) ? (options.missing ?? said) : said);
      return undefined;
    }
    const items = value.map((each: unknown, at) => {
      return reading.isOver ? each : reading.at(String(at), () => item(each, reading));
    });
    if (options.twice !== undefined && new Set(items).size < items.length) reading.fault(options.twice);
    return items;
  };
}

function objectOf(of: () => FieldsClass): ReadItem {
  return (value, reading) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return readObject(of(), value, reading);
    reading.fault(wanted('an object'));
    return undefined;
  };
}

function isText({ fromText = false }: FieldOptions, reading: FieldReading): boolean {
  return fromText || reading.fromText;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function lengthsOf({ min = 0, max = 100 }: ListOptions): { min: number; max: number } {
  return { min, max };
}

function lengths(options: ListOptions): string {
  const { min, max } = lengthsOf(options);
  return `a list of ${min} to ${max} items`;
}

function isString(of: () => unknown): boolean {
  try {
    return of() === String;
  } catch {
    return false;
  }
}
