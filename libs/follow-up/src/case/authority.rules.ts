import { earliestOf, endOfDay, never, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { Participant } from './participant.state.js';

/** Whether a representative may receive for whom they represent at an instant. */
export function hasAuthority(representative: Participant, at: Instant, book: Rulebook): boolean {
  return representative.at <= at && at < authorityEnd(representative, book);
}

/** When a representative's authority ends: with its last London date, or when it was ended or they died before that. */
export function authorityEnd(representative: Participant, { zone }: Rulebook): Instant {
  const { authorityUntil, authorityEnded, died } = representative;
  const dates = [authorityUntil, died?.on].filter((date) => date !== undefined);
  return earliestOf(authorityEnded, ...dates.map((date) => endOfDay(date, zone))) ?? never;
}
