export { recordContact } from './contact/contact.decide.js';
