import type { Instant, LocalDate } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';

/**
 * Refuses a period that ends before it begins, and times that are still to come: what will be missed by then is a guess,
 * and a report tells only what is so. Names the query parameter.
 */
export function requirePeriod(
  { from, to, asOf, knownAt }: { from?: LocalDate; to?: LocalDate; asOf?: Instant; knownAt?: Instant },
  now: Instant,
): void {
  if (from !== undefined && to !== undefined && to < from)
    throw refuse('ends-before-it-begins', '?to', 'The period would end before it begins.');
  if (asOf !== undefined && asOf > now) throw refuse('in-the-future', '?asOf', 'This is still to come.');
  if (knownAt !== undefined && knownAt > now) throw refuse('in-the-future', '?knownAt', 'This is still to come.');
}

/** Refuses a second time before the first, and times that are still to come. Names the query parameter. */
export function requireOrder({ before, after }: { before: Instant; after: Instant }, now: Instant): void {
  if (before > now) throw refuse('in-the-future', '?before', 'This is still to come.');
  if (after > now) throw refuse('in-the-future', '?after', 'This is still to come.');
  if (after < before) throw refuse('ends-before-it-begins', '?after', 'The second time would come before the first.');
}
