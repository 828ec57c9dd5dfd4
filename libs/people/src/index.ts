export { PeopleTables } from './people.migrations.js';
export { People, type NoteReference } from './people.js';
