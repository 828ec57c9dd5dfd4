import type { Instant } from '@kept-informed/calendar';
import type { ContactDetails } from './contact.events.js';

/** A recorded contact as the rules see it. */
export interface Contact extends ContactDetails {
  readonly occurred: Instant;
  readonly recorded: Instant;
  /** The version of the fact that recorded it. */
  readonly version: number;
}
