export { nameOf, People, type NoteReference, type PersonView, type RouteView } from './people.js';
export type { RouteUse } from './routes.js';
