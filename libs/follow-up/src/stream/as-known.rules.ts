import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { advance, fold, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';

/** A case as it was known at an instant. */
export interface KnownCase {
  readonly state: FollowUp;
  readonly facts: readonly FollowUpEvent[];
}

/**
 * The case as it was known at an instant: what was recorded by then, and what followed from that by then, whether or not a
 * sweep had come to it (rules.md, Sweeps).
 */
export function asKnownAt(facts: readonly FollowUpEvent[], book: Rulebook, knownAt: Instant): KnownCase {
  const known = facts.filter(({ recorded }) => recorded <= knownAt);
  const state = fold(known);
  const recorded = state.version;
  const { facts: found } = reconcile(state, book, knownAt, { judged: recorded });
  const recording = { by: '', requestId: '', recorded: knownAt };
  advance(state, found, recording);
  const place = { ...recording, position: '', stream: facts[0]?.stream ?? '', simulated: false };
  const followed = found.map((fact, index) => ({ ...fact, ...place, version: recorded + 1 + index }) as FollowUpEvent);
  return { state, facts: [...known, ...followed] };
}
