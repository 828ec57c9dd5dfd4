export { idOf } from './ids.rules.js';
export type { Provenance, NoteSeal } from './note-seal.js';
export { type FieldProblem, Refused, below, conflict, notFound, refuse, refuseAll } from './refusals.js';
export { CLOCK } from './clock.js';
export type { Requester } from './requester.js';
