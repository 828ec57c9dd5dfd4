import { earliestOf, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { NewFactOf, RecordingContext } from '@kept-informed/event-store';
import type { RederivationCause } from '../obligation/obligation.events.js';
import { advance, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import { readCase, type ReadCase } from '../owing/owed.rules.js';
import { reconcile } from '../reconcile/reconcile.decide.js';

/** A fact of a case that is not recorded yet. */
export type CaseFact = NewFactOf<FollowUpEvent>;

/** What is to become of a case: the facts that it gets, when each is recorded, and when it is to be looked at next. */
export interface CaseAddition {
  readonly facts: readonly CaseFact[];
  readonly recordedEach: readonly Instant[];
  readonly nextCheckAt: Instant | null;
  /** The case as it was read to work out what follows. */
  readonly read?: ReadCase;
}

/** What follows is worked out as at an instant, which for an import is not the one at which it is recorded. */
export interface FollowingContext {
  readonly book: Rulebook;
  readonly at: Instant;
  readonly recording: RecordingContext;
}

/** What somebody adds to a case, and what follows from it; the given state is brought up to both. */
export function withFollowing(
  state: FollowUp,
  asked: readonly CaseFact[],
  { book, at, recording }: FollowingContext,
  brought: (fact: CaseFact) => CaseFact = (fact) => fact,
): CaseAddition {
  const judged = state.version;
  advance(state, asked, recording);
  const read = state.case && readCase(state.case, book, at);
  const { facts: found, nextCheckAt } = reconcile(state, book, at, { judged, read });
  const following = asked.length > 0 ? found.map(brought) : found;
  advance(state, following, recording);
  const facts = [...asked, ...following];
  return { facts, recordedEach: facts.map(() => recording.recorded), nextCheckAt, read };
}

/** The same for a request: what it brings about is named as its doing. */
export function followed(state: FollowUp, asked: readonly CaseFact[], following: FollowingContext): CaseAddition {
  const own = state.version + 1;
  return withFollowing(state, asked, following, (fact) => causedBy(own, fact));
}

/** A request that changes a due date, or opens again what had ended, is named as the cause: by its own first fact. */
function causedBy(version: number, fact: CaseFact): CaseFact {
  const isBroughtAbout =
    fact.type === 'ObligationReopened' || (fact.type === 'ObligationRederived' && !ofTerms.has(fact.data.cause));
  return isBroughtAbout ? { ...fact, causedBy: version } : fact;
}

/** These come from the force’s terms, whatever made the case be looked at. */
const ofTerms: ReadonlySet<RederivationCause> = new Set(['policy', 'calendar']);

/** Something that somebody records at an instant: its facts, from the case as it stands then. */
export interface CaseMove {
  readonly at: Instant;
  readonly facts: (state: FollowUp) => readonly CaseFact[];
  /**
   * Nothing follows from it: an attempt, an assignment. Reconciling after those found nothing in 10,000 of 10,000 tries
   * and took a third of the time.
   */
  readonly idle?: boolean;
}

/** After `from` and before `until`. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Lives a case through a stretch of time: at each instant at which somebody moves or the case asks to be looked at, what
 * is recorded then and what follows from it, just as commands and the sweep would have left it. Living on to a later end
 * adds to it and changes nothing. The state is brought up to the end; moves come in order of time.
 */
export function livedThrough(
  state: FollowUp,
  moves: readonly CaseMove[],
  book: Rulebook,
  { from, until }: Stretch,
): CaseAddition {
  const facts: CaseFact[] = [];
  const recordedEach: Instant[] = [];
  const record = (added: readonly CaseFact[], now: Instant) => {
    advance(state, added, { by: '', requestId: '', recorded: now, simulated: true });
    for (const fact of added) {
      facts.push(fact);
      recordedEach.push(now);
    }
  };
  const upcoming = moves.filter(({ at }) => at > from);
  let next = 0;
  for (let { nextCheckAt } = reconcile(state, book, from, { judged: state.version }); ;) {
    const now = earliestOf(upcoming[next]?.at, nextCheckAt);
    if (now === null || now >= until) return { facts, recordedEach, nextCheckAt };
    let idle = nextCheckAt !== now;
    const judged = state.version;
    for (; upcoming[next]?.at === now; next += 1) {
      record(upcoming[next]!.facts(state), now);
      idle &&= upcoming[next]!.idle === true;
    }
    if (idle) continue;
    const found = reconcile(state, book, now, { judged });
    record(found.facts, now);
    ({ nextCheckAt } = found);
  }
}
