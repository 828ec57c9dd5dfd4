export { type EarlierDetail } from './earlier-details.js';
export type { WhoKeeps } from './who-keeps.js';
export type { NoteReference, NoteToKeep } from './kept-notes.js';
export { heldKeys, type KeyKeeper, noKeys } from './key-keeper.js';
export { nameOf, People, type PersonView, type RouteView } from './people.js';
export {
  type Characteristics,
  ethnicities,
  type PersonFact,
  personFacts,
  type PersonField,
  personFields,
} from './person-details.js';
export type { RouteUse } from './routes.js';
export { keysByWrapper, rotateKeys } from './rotation.js';
export { sealClear } from './seal-clear.js';
