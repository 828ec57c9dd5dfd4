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

/** When a fact counts as recorded: an import's when it happened, what was carried from another case when it was recorded there. */
export function recordedFor({ by, occurred, recorded, data }: RecordedThing): Instant {
  return by === importer ? occurred : ((data as Provenance).firstRecorded ?? recorded);
}
