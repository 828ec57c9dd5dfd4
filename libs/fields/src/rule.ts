import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy, type ValidationArguments } from 'class-validator';

/** What one value must be: in words, as a check and as it is described in OpenAPI. */
export interface FieldRule {
  /** Completes "Expected …". Says what is wanted and never what came. */
  expected: string;
  accepts(value: unknown): boolean;
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

/** The group of class-transformer in which every value comes as text. */
export const everythingText = 'every-value-comes-as-text';

/** A property that must follow the rule: checked, read into its proper form and described, all from one place. */
export function field(rule: FieldRule, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    described(rule.schema, options),
    Transform(({ value, options: { groups } }) =>
      readBy(rule, value, options.fromText || groups?.includes(everythingText)),
    ),
    expected(rule, options),
    ...(options.optional ? [IsOptional()] : []),
  );
}

/** The property in OpenAPI. */
export function described(schema: Record<string, unknown>, options: FieldOptions): PropertyDecorator {
  const { optional = false, description, example } = options;
  return ApiProperty({
    ...schema,
    required: !optional,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions);
}

/** The check alone, with a message that names what is expected and never repeats the value. */
export function expected(rule: FieldRule, { missing }: FieldOptions): PropertyDecorator {
  const sentence = `Expected ${rule.expected}.`;
  return ValidateBy({
    name: 'expected',
    validator: {
      validate: (value: unknown) => rule.accepts(value),
      defaultMessage: (about?: ValidationArguments) => {
        const value: unknown = about?.value;
        if (missing !== undefined && (value === undefined || isEmptyList(value))) return missing;
        return value === undefined ? `Missing. ${sentence}` : sentence;
      },
    },
  });
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The value as the program wants it; what cannot be read stays as it came. Null is nothing. */
export function readBy(rule: FieldRule, value: unknown, fromText = false): unknown {
  if (value === null) return undefined;
  const plain = fromText && typeof value === 'string' && rule.readText ? rule.readText(value) : value;
  return rule.read ? rule.read(plain) : plain;
}
