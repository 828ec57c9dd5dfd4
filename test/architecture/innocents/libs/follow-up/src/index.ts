export { idOf } from './ids.rules.js';
export { RecordContact } from './contact/contact.commands.js';
