import { applyDecorators } from '@nestjs/common';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { declared, type DeclaredField } from './declared.js';

/** What one value must be: in words, as a check and as it is described in OpenAPI. */
export interface FieldRule {
  /** Completes "Expected …". Says what is wanted and never what came. */
  expected: string;
  accepts(value: unknown): boolean;
  /** What is wrong with a value that it does not accept, where that can be said better; never repeats the value. */
  fault?(value: unknown): string | undefined;
  /** The value as the program wants it, from the value as it came. Leaves alone what it cannot read. */
  read?(value: unknown): unknown;
  /** The value as the program wants it, where it came as text: query parameters and environment variables. */
  readText?(text: string): unknown;
  schema: Record<string, unknown>;
}

export interface FieldOptions {
  /** May be left out; null means the same as left out. */
  optional?: boolean;
  description?: string;
  example?: unknown;
  /** The value comes as text: the class describes query parameters. */
  fromText?: boolean;
  /** What is said where it, or every item of a list, is left out, instead of what is expected. */
  missing?: string;
}

/** A property that must follow the rule: checked, read into its proper form and described, all from one place. */
export function field(rule: FieldRule, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    property(rule.expected, { schema: rule.schema, options }, (value, reading) =>
      readBy(rule, value, options.fromText || reading.fromText),
    ),
    follows(rule),
  );
}

function follows(rule: FieldRule): PropertyDecorator {
  return ValidateBy({
    name: 'rule',
    validator: {
      validate: (value: unknown) => rule.accepts(value),
      defaultMessage: (about?: ValidationArguments) => faultOf(rule, about?.value),
    },
  });
}

/** A property that is described as OpenAPI has it and read as the last argument says. */
export function property(
  expected: string,
  { schema, options }: { schema: Record<string, unknown>; options: FieldOptions },
  read: DeclaredField['read'],
): PropertyDecorator {
  const { optional = false, description, example, missing = `Missing. ${wanted(expected)}` } = options;
  const about = {
    ...schema,
    required: !optional,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  };
  return declared({ optional, missing, about, read });
}

/** Says what is wanted and never repeats what came. */
export function wanted(expected: string): string {
  return `Expected ${expected}.`;
}

/** What is said of a value that the rule does not accept. */
export function faultOf(rule: FieldRule, value: unknown): string {
  return rule.fault?.(value) ?? wanted(rule.expected);
}

/** The value as the program wants it; what cannot be read stays as it came. Null is nothing. */
export function readBy(rule: FieldRule, value: unknown, fromText = false): unknown {
  if (value === null) return undefined;
  const plain = fromText && typeof value === 'string' && rule.readText ? rule.readText(value) : value;
  return rule.read ? rule.read(plain) : plain;
}
