export { idOf } from './ids.rules.js';
export type { NoteSeal, Provenance } from './note-seal.js';
export {
  type FieldProblem,
  type RefusalCode,
  Refused,
  below,
  conflict,
  notFound,
  refuse,
  refuseAll,
  unreadable,
} from './refusals.js';
export { firstRecorded, recordedFor } from './recorded-for.rules.js';
export { everything, isInSight, type SeenCase, type Sight } from './sight.rules.js';
export { type Requester, importer } from './requester.js';
