import type { Instant } from '@kept-informed/calendar';
import { Both, InstantField } from '@kept-informed/fields';
import { asText, PageQuery } from '../http/page.js';
import { FellDueFilter } from './compliance.request.js';

/** A report as it was known at one time and at another. */
export class RestatementQuery extends Both(FellDueFilter, PageQuery) {
  @InstantField({ fromText: true, description: 'The report as recorded by then.', example: '2026-11-05T09:00:00Z' })
  before: Instant;

  @InstantField({ fromText: true, description: 'The same as recorded by then.', example: '2026-12-01T09:00:00Z' })
  after: Instant;

  @InstantField({
    ...asText,
    description:
      'Statuses of both as of then, so that only what was recorded since differs; each as of its own if left out.',
  })
  asOf?: Instant;
}
