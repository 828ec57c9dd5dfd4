import type { Instant } from '@kept-informed/calendar';

/** A note or reason that is kept with the people: a fact holds only that it exists, and its seal. */
export interface NoteSeal {
  readonly noteId?: string;
  readonly noteDigest?: string;
}

/**
 * Recorded on another case first, at `firstRecorded`, and carried from it with a merger or because it belongs here. `origin`: the
 * case that it was recorded on at first, where that had been merged into the one from which it was carried.
 */
export interface Provenance {
  readonly carriedFrom?: string;
  readonly origin?: string;
  readonly firstRecorded?: Instant;
}
