import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { advance, reconcile, type FollowUp } from '@kept-informed/follow-up';
import type { Rulebook } from '@kept-informed/commitments';

/** Something that somebody records at an instant: its facts, from the case as it stands then. */
export interface Move {
  readonly at: Instant;
  readonly facts: (state: FollowUp) => readonly NewFact[];
  /**
   * Nothing follows from it: an attempt, an assignment. Settling after those found nothing in 10,000 of 10,000 tries and
   * took a third of the time.
   */
  readonly idle?: boolean;
}

/** What a stretch of time added to a case, each fact with when it was recorded. */
export interface PlayedFacts {
  readonly facts: NewFact[];
  readonly recordedEach: Instant[];
}

/** After `from` and before `until`. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Lives a case through a stretch of time: at each instant at which somebody moves or the case asks to be looked at, what
 * is recorded then and what follows from it, just as commands and the sweep would have left it. Playing on to a later end
 * adds to it and changes nothing. The state is brought up to the end; moves come in order of time.
 */
export function play(state: FollowUp, moves: readonly Move[], book: Rulebook, { from, until }: Stretch): PlayedFacts {
  const played: PlayedFacts = { facts: [], recordedEach: [] };
  const record = (facts: readonly NewFact[], now: Instant) => {
    advance(state, facts, { by: '', requestId: '', recorded: now, simulated: true });
    for (const fact of facts) played.facts.push(fact);
    for (const _ of facts) played.recordedEach.push(now);
  };
  const upcoming = moves.filter(({ at }) => at > from);
  let next = 0;
  for (let wake = wakeAfter(from, state); ;) {
    const now = earlier(upcoming[next]?.at, wake);
    if (now === undefined || now >= until) return played;
    let idle = wake !== now;
    for (; upcoming[next]?.at === now; next += 1) {
      record(upcoming[next]!.facts(state), now);
      idle &&= upcoming[next]!.idle === true;
    }
    if (!idle) record(reconcile(state, book, now), now);
    wake = wakeAfter(now, state);
  }
}

/** The first instant at which an obligation asks to be looked at, as it asks the sweep. */
function wakeAfter(now: Instant, { obligations }: FollowUp): Instant | undefined {
  let first: Instant | undefined;
  for (const { nextCheckAt } of obligations.values()) {
    if (nextCheckAt !== null && nextCheckAt > now && (first === undefined || nextCheckAt < first)) first = nextCheckAt;
  }
  return first;
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
