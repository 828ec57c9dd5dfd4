import { type FieldOptions, field } from './rule.js';
import * as rules from './scalar-rules.js';

/** One of a closed list of words. */
export function Code(values: readonly string[], options?: FieldOptions): PropertyDecorator {
  return field(rules.code(values), options);
}

/** Text of `min` (1) to `max` characters, without the space around it. */
export function Text({ min, max, ...options }: FieldOptions & { min?: number; max: number }): PropertyDecorator {
  return field(rules.text({ min, max }), options);
}

/** An opaque id. */
export function Id(options?: FieldOptions): PropertyDecorator {
  return field(rules.id, options);
}

/** A point in time with any offset, read into its canonical form in UTC with milliseconds. */
export function InstantField(options?: FieldOptions): PropertyDecorator {
  return field(rules.instant, options);
}

/** A day in London, `YYYY-MM-DD`. */
export function LocalDateField(options?: FieldOptions): PropertyDecorator {
  return field(rules.localDate, options);
}

/** An ISO 8601 duration of one unit: `P14D`, `P2W`, `P1M`, `PT24H`. */
export function DurationField({ positive, ...options }: FieldOptions & { positive?: boolean } = {}): PropertyDecorator {
  return field(rules.duration({ positive }), options);
}

/** Yes or no. */
export function Flag(options?: FieldOptions): PropertyDecorator {
  return field(rules.flag, options);
}

/** A whole number from `min` (0) to `max`. */
export function IntField({
  min,
  max,
  ...options
}: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  return field(rules.int({ min, max }), options);
}
