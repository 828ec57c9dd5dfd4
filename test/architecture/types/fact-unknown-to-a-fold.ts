import type { Fold, RecordedFact } from '@kept-informed/event-store';
import type { ContactEvent } from '../../../libs/follow-up/src/contact/contact.events.js';
import { contactFold, type Contact } from '../../../libs/follow-up/src/contact/contact.state.js';

type ContactForgotten = RecordedFact<'ContactForgotten', { readonly contactId: string }>;

/** A noun gets one more fact, and its fold was not told. */
export const fold: Fold<Contact[], ContactEvent | ContactForgotten> = contactFold; // must not compile: TS2741
