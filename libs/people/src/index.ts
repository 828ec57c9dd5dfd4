export { People, type NoteReference } from './people.js';
