export { RecordContact } from './contact/contact.commands.js';
