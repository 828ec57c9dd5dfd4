export {
  type EarlierDetail,
  nameOf,
  People,
  type NoteReference,
  type PersonField,
  personFields,
  type PersonView,
  type RouteView,
} from './people.js';
export type { RouteUse } from './routes.js';
