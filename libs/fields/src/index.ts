import * as rules from './scalar-rules.js';

export { Both, ListOf, Nested } from './composed-fields.js';
export { everyField } from './declared.js';
export { Code, DurationField, Flag, Id, InstantField, IntField, LocalDateField, Text } from './fields.js';
export { hasFields, readFields, unknownField } from './read-fields.js';
export type { FieldFault } from './field-reading.js';
export { type FieldRule, field, readBy } from './rule.js';
export { rules };
