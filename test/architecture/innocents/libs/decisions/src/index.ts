export { idOf } from './ids.rules.js';
export type { FieldProblem } from './refusals.js';
