import type { Contact } from '../contact/contact.state.js';

export type CaseEvent = Contact;
