import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { advance, settle, type FollowUp, type Rulebook } from '@kept-informed/follow-up';

/** Something that somebody records at an instant: its facts, from the case as it stands then. */
export interface Move {
  readonly at: Instant;
  readonly facts: (state: FollowUp) => readonly NewFact[];
}

/** What a stretch of time added to a case, each fact with when it was recorded. */
export interface Played {
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
 * is recorded then and what follows from it, just as commands and the sweep would have left it. Changes the given state.
 * Playing on to a later end adds to it and changes nothing. Moves come in order of time.
 */
export function play(state: FollowUp, moves: readonly Move[], book: Rulebook, { from, until }: Stretch): Played {
  const played: Played = { facts: [], recordedEach: [] };
  let next = moves.findIndex(({ at }) => at > from);
  if (next === -1) next = moves.length;
  for (let now = nextInstant(state, moves[next], from); now !== null && now < until; ) {
    for (; moves[next]?.at === now; next += 1) record(state, moves[next]!.facts(state), now, played);
    record(state, settle(state, book, now), now, played);
    now = nextInstant(state, moves[next], now);
  }
  return played;
}

function record(state: FollowUp, facts: readonly NewFact[], now: Instant, played: Played): void {
  advance(state, facts, { by: '', requestId: '', recorded: now, simulated: true });
  for (const fact of facts) {
    played.facts.push(fact);
    played.recordedEach.push(now);
  }
}

/** The next move, or the first instant after now at which time alone may change something. */
function nextInstant({ obligations }: FollowUp, move: Move | undefined, now: Instant): Instant | null {
  let next = move?.at ?? null;
  for (const { wakeAt } of obligations.values()) {
    if (wakeAt !== null && wakeAt > now && (next === null || wakeAt < next)) next = wakeAt;
  }
  return next;
}
