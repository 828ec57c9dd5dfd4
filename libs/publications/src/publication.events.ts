import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';

/** A return was frozen and given: which, by its digest, and up to when everything recorded takes part. */
export type ReturnPublished = RecordedFact<
  'ReturnPublished',
  {
    readonly publicationId: string;
    /** SHA-256 of the document, in hexadecimal. */
    readonly digest: string;
    readonly knownAt: Instant;
  }
>;
