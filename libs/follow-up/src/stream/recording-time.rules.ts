import { laterOf, type Instant } from '@kept-informed/calendar';
import { type Rulebook, latestTerms } from '@kept-informed/commitments';
import type { FollowUp } from '../reconcile/follow-up.state.js';

/** In milliseconds. A clock that was further ahead than this was broken, and binds nobody else. */
const furthestApart = 24 * 60 * 60 * 1000;

/**
 * When something is recorded on cases: by this process' clock, but never before the last activation, nor before what is
 * on them already. Another clock may be ahead, or this one was set back: what was missed and told by then would be undone,
 * and be missed and told again.
 */
export function recordingTime(now: Instant, book: Rulebook, ...cases: readonly FollowUp[]): Instant {
  const bound = new Date(Date.parse(now) + furthestApart).toISOString();
  const recorded = cases.flatMap(({ recordedAt }) => recordedAt ?? []).filter((at) => at <= bound);
  return [now, latestTerms(book).from, ...recorded].reduce(laterOf);
}
