import { endOfDay, never, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { Participant } from './case.state.js';

/** Whether a representative may receive for whom they represent at an instant. */
export function hasAuthority(representative: Participant, at: Instant, book: Rulebook): boolean {
  return representative.at <= at && at < authorityEnd(representative, book);
}

/** When a representative's authority ends: with its last London date, or when it was ended before that. */
export function authorityEnd({ authorityUntil, authorityEnded }: Participant, { zone }: Rulebook): Instant {
  const last = authorityUntil === undefined ? never : endOfDay(authorityUntil, zone);
  return authorityEnded !== undefined && authorityEnded < last ? authorityEnded : last;
}
