export type { Draft, DraftPlace, DraftFields } from './drafts.js';
export { type EarlierDetail } from './earlier-details.js';
export { type EarlierRoute } from './earlier-routes.js';
export {
  eraseAgain,
  erasedPeople,
  isAnybodyLeftOf,
  type ErasureBasis,
  erasureBases,
  erasureStates,
  type ErasureView,
} from './erasures.js';
export { heldPeople, type LegalHoldView } from './legal-holds.js';
export { ErasuresForgotten, erasuresIn, ErasuresOutside } from './erasures-outside.js';
export type { WhoKeeps } from './who-keeps.js';
export type { NoteAbout, NoteReference, NoteToKeep } from './kept-notes.js';
export type { ReadInClear } from './people-watch.js';
export { checkKeys } from './key-check.js';
export { heldKeys, keeperOf, type KeyKeeper, noKeys } from './key-keeper.js';
export { People } from './people.js';
export type { SearchedPeople } from './person-index.js';
export { judged, matchedHow, matchedOn, type PersonMatch } from './search-match.js';
export { termsIn } from './search-terms.js';
export {
  characteristicFields,
  type Characteristics,
  disabilities,
  ethnicities,
  type PersonFact,
  personFacts,
  type PersonField,
  personFields,
  sexes,
} from './person-details.js';
export { type PersonLinkView, samePeople } from './person-links.js';
export { isToBeReviewed, type RetentionReviewView } from './retention-reviews.js';
export { nameOf } from './person-names.js';
export { type PersonView, searchable, type ShownPerson } from './person-view.js';
export type { RouteView, UnsafeMark } from './route.js';
export { writtenLike } from './route-meaning.js';
export type { RouteUse } from './routes.js';
export { keysByWrapper, rotateKeys } from './rotation.js';
export { indexMissing, sealClear } from './seal-clear.js';
