import type { Instant } from '@kept-informed/calendar';
import type { Provenance } from './note-seal.js';
import { importer } from './requester.js';

/** What tells when a fact counts as recorded. */
export interface RecordedThing {
  readonly by: string;
  readonly occurred: Instant;
  readonly recorded: Instant;
  readonly data: object;
}

/**
 * When a fact counts as recorded: an import's when the extract says that it was entered, else when it happened; what was
 * carried from another case when it was recorded there.
 */
export function recordedFor({ by, occurred, recorded, data }: RecordedThing): Instant {
  return (data as Provenance).firstRecorded ?? (by === importer ? occurred : recorded);
}

/** When something was first written here: what was carried from another case, there. */
export function firstRecorded({ recorded, data }: Pick<RecordedThing, 'recorded' | 'data'>): Instant {
  return (data as Provenance).firstRecorded ?? recorded;
}
