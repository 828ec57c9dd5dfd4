import * as rules from './scalar-rules.js';

export { ListOf, Nested } from './composed-fields.js';
export { Code, DurationField, Flag, Id, InstantField, IntField, LocalDateField, Text } from './fields.js';
export { faultsIn, readFields, unknownField, type FieldFault } from './read-fields.js';
export { type FieldRule, field, readBy } from './rule.js';
export { rules };
