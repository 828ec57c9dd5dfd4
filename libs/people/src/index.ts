export { PeopleTables } from './people.migrations.js';
export { People, type NoteReference, type PersonView, type Route, type RouteView } from './people.js';
