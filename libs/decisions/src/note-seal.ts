import type { Instant } from '@kept-informed/calendar';

/** A note or reason that is kept with the people: a fact holds only that it exists, and its seal. */
export interface NoteSeal {
  readonly noteId?: string;
  readonly noteDigest?: string;
}

/** Recorded on another case first, at `firstRecorded`, and carried from it with a merger or because it belongs here. */
export interface Provenance {
  readonly carriedFrom?: string;
  readonly firstRecorded?: Instant;
}
