export { People, type NoteReference, type PersonView, type Route, type RouteView } from './people.js';
